package org.yici.app.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.ledger.CanonicalJson;
import org.yici.kernel.ledger.EntryBundle;

/**
 * An act on its way into the log, with the randomness of its entry.
 *
 * @param nonce stands in the entry, so that two equal acts differ
 * @param opening stays out of it; under its hash the entry names the subject and the citizen who acted
 * @param pending whether it takes effect only when the transaction commits in which it is appended
 */
record Draft(Act act, byte[] nonce, byte[] opening, boolean pending) {
    static final int RANDOM = 16;

    /** How the log names a citizen who acts, before the commitment. */
    static final String PERSON = "person";

    /** Commitments to others come in multiples of this: how many people an act touched is nothing for each of them to know. */
    private static final int OTHERS = 16;

    private static final SecureRandom SOURCE = new SecureRandom();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * Takes an act.
     *
     * @throws IllegalArgumentException if it could not be an entry; refused here, since it would fail the acts beside it later
     */
    static Draft of(Act act) {
        return of(act, false);
    }

    static Draft of(Act act, boolean pending) {
        byte[] nonce = new byte[RANDOM];
        byte[] opening = new byte[RANDOM];
        SOURCE.nextBytes(nonce);
        SOURCE.nextBytes(opening);
        Draft draft = new Draft(act, nonce, opening, pending);
        draft.check();
        return draft;
    }

    /** The entry: canonical JSON. The text of one instant is as long as that of any other. */
    byte[] entry(Instant at) {
        Map<String, Object> entry = new HashMap<>();
        entry.put("kind", act.kind().name());
        entry.put("actor", actor(act, opening));
        if (act.department() != null) {
            entry.put("department", act.department());
        }
        if (act.subject() != null) {
            entry.put("subject", commitment(opening, "subject", act.subject().toString()));
        }
        if (!act.others().isEmpty()) {
            entry.put(
                    "others",
                    commitments(
                            opening,
                            act.others().stream().map(UUID::toString).toList(),
                            padded(act.others().size())));
        }
        if (act.caseNumber() != null) {
            entry.put("caseNumber", act.caseNumber());
        }
        entry.put("details", act.details());
        entry.put("nonce", HexFormat.of().formatHex(nonce));
        entry.put("time", TIME.format(at));
        return CanonicalJson.bytes(entry);
    }

    /** How the entry names the actor: systems and officials openly, a citizen only to whom the opening is shown. */
    static String actor(Act act, byte[] opening) {
        return isCitizen(act.actor(), act.department())
                ? PERSON + ":" + commitment(opening, "actor", act.actor())
                : act.actor();
    }

    static boolean isCitizen(String actor, @Nullable String department) {
        return department == null && actor.startsWith("account:");
    }

    /**
     * The commitments to those who are named besides the subject, in the order of the hashes, which tells nothing.
     *
     * @param length how many there are, with those to nobody
     */
    static List<String> commitments(byte[] opening, Collection<String> others, int length) {
        return Stream.concat(
                        others.stream().map(other -> commitment(opening, "other", other)),
                        IntStream.range(others.size(), length)
                                .mapToObj(n -> commitment(opening, "nobody", Integer.toString(n))))
                .sorted()
                .toList();
    }

    /** How many commitments an entry has for so many others. */
    static int padded(int others) {
        return Math.ceilDiv(others, OTHERS) * OTHERS;
    }

    /** {@code SHA-256(opening || field || ':' || value)} in hexadecimal. */
    static String commitment(byte[] opening, String field, String value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(opening);
            return HexFormat.of().formatHex(digest.digest((field + ":" + value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one does not", e);
        }
    }

    private void check() {
        int length = entry(Instant.EPOCH).length;
        if (length > EntryBundle.MAX_ENTRY) {
            throw new IllegalArgumentException("An act of " + length + " bytes is too long for the ledger; it takes "
                    + EntryBundle.MAX_ENTRY + ". Log a digest of the large part instead.");
        }
        if (act.actor().isBlank() || hasNul(act.actor()) || hasNul(act.department()) || hasNul(act.caseNumber())) {
            throw new IllegalArgumentException("An act names its actor, and has no NUL characters in its names.");
        }
    }

    private static boolean hasNul(@Nullable String text) {
        return text != null && text.indexOf('\0') >= 0;
    }
}
