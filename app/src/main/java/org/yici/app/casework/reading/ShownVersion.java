package org.yici.app.casework.reading;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseEvidence;
import org.yici.app.casework.CaseParty;

/**
 * The version of a case for one viewer: a digest of what the viewer is shown, so that nothing hidden from somebody shows by its ticking. It
 * has no order. What time alone changes, such as the days left, is not in it, nor words, which depend on the language.
 */
final class ShownVersion {
    /** What every reader of JSON takes for a whole number. */
    private static final long BITS = (1L << 53) - 1;

    private ShownVersion() {}

    static long of(Case shown) {
        return digest(
                shown.state(),
                new TreeMap<>(shown.fields()),
                shown.parties().stream().map(ShownVersion::party).toList(),
                shown.evidence().stream().map(ShownVersion::evidence).toList(),
                shown.timeline().stream()
                        .map(event -> event.at() + event.key() + event.leaf())
                        .toList(),
                shown.result().stream().map(Case.Result::value).toList(),
                shown.changes().stream()
                        .map(change -> change.material() + change.kind() + change.item())
                        .toList(),
                shown.contract() == null
                        ? ""
                        : shown.contract().digest() + shown.contract().agreed(),
                shown.corrections().stream()
                        .map(one -> one.step() + (one.doneAt() != null))
                        .toList());
    }

    /** Moments are not in it: kept, they lose their nanoseconds. */
    private static List<Object> party(CaseParty party) {
        return List.of(
                party.role(),
                party.identifier(),
                party.name(),
                party.consentedAt() != null,
                party.confirmedAt() != null,
                party.mustConsentAgain());
    }

    private static List<Object> evidence(CaseEvidence retrieved) {
        return List.of(
                retrieved.material(),
                retrieved.status(),
                retrieved.records(),
                new TreeMap<>(retrieved.values()),
                retrieved.leaf());
    }

    private static long digest(Object... parts) {
        String text = Arrays.stream(parts).map(Object::toString).collect(Collectors.joining("\u0000"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() & BITS;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }
}
