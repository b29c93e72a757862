package org.yici.app.casework.reading;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.CaseChangedException;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.service.CaseProcess;
import org.yici.kernel.resource.Label;

/**
 * The contract of a case as its fields and evidence have it now, and who has agreed to exactly that. Whatever changes a word of it, or
 * puts another person in a party's place, gives it another digest, and nobody has agreed to that one.
 *
 * @param shown SHA-256 of both texts, in hexadecimal: what a page shows, also before the other parties are known
 * @param digest SHA-256 of both texts and of the parties' subject ids, in hexadecimal
 * @param plain the same of the texts with digits that are not grouped, as they were shown once: who agreed to them then has agreed
 */
public record Agreement(Label label, Label text, String shown, String digest, String plain) {
    /** Values of this name tell which digest a party agreed to. */
    private static final String AGREED = "agreed.";

    /** Empty if the item has no contract. */
    static Optional<Agreement> of(CaseFile file) {
        CaseProcess.Contract contract = file.item.handling().contract();
        if (contract == null) {
            return Optional.empty();
        }
        CaseContext context = new CaseContext(file);
        Label text = context.text(contract.text());
        Label plain = context.plain(contract.text());
        String parties = file.parties.stream()
                .filter(party -> isOfTheContract(file, party))
                .map(party -> party.role() + "=" + party.subject())
                .collect(Collectors.joining("\n"));
        String both = both(text);
        return Optional.of(new Agreement(
                contract.label(),
                text,
                digest(both),
                digest(both + "\n" + parties),
                digest(both(plain) + "\n" + parties)));
    }

    /**
     * A party agrees.
     *
     * @param seen digest of the text that the party was shown; null if the caller does not say
     * @return details for the act that proves it
     * @throws CaseChangedException if the text is another one by now
     */
    public static Map<String, String> agree(CaseFile file, PartyRow party, @Nullable String seen) {
        Optional<Agreement> now = of(file);
        if (now.isEmpty() || !isOfTheContract(file, party)) {
            return Map.of();
        }
        String digest = now.get().digest();
        if (seen != null
                && !seen.isBlank()
                && !seen.strip().equalsIgnoreCase(now.get().shown())) {
            throw new CaseChangedException(file.number);
        }
        file.stepValues.put(AGREED + party.role(), digest);
        return Map.of("contract", digest);
    }

    /** A party takes its agreement back. */
    public static void retract(CaseFile file, PartyRow party) {
        file.stepValues.remove(AGREED + party.role());
    }

    /** Who is of another party's household only consents to the use of the own data. */
    static boolean isOfTheContract(CaseFile file, PartyRow party) {
        return file.item.householdOf(party.role()).isEmpty();
    }

    /** Whether a party agreed to the text as it is now; so does every party that need not, as of a case without a contract. */
    public static boolean stands(CaseFile file, PartyRow party) {
        return of(file).filter(now -> isOfTheContract(file, party))
                .map(now -> now.isOf(file, party))
                .orElse(true);
    }

    List<String> agreed(CaseFile file) {
        return file.parties.stream()
                .filter(party -> isOf(file, party))
                .map(PartyRow::role)
                .toList();
    }

    private boolean isOf(CaseFile file, PartyRow party) {
        String agreed = file.stepValues.get(AGREED + party.role());
        return digest.equals(agreed) || plain.equals(agreed);
    }

    private static String both(Label text) {
        return text.zh() + "\n" + text.en();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
