package org.yici.kernel.linking.compare;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.linking.normalise.Text;

/**
 * Unified credit code, the organisation code that it contains (GB 11714), or the older registration number of fifteen digits,
 * which has nothing to do with the two. Column: the code.
 */
final class CompanyCode implements FieldComparison<CompanyCode.Code> {
    private static final List<String> LEVELS = List.of(
            "code_same",
            "organisation_same",
            "one_edit",
            "two_edits",
            "registration_same",
            "registration_near",
            "registration_other",
            "other");
    private static final List<String> PARTS = List.of("organisation", "registration");

    /**
     * @param organisation nine characters; empty if unknown
     * @param registration fifteen digits; empty if unknown
     * @param proven whether the check of the organisation code, and of the credit code if given, is right
     */
    record Code(String code, String organisation, String registration, boolean proven) {}

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public @Nullable Code prepare(String[] columns) {
        String code = Text.alphanumeric(columns[0]).toUpperCase(Locale.ROOT);
        if (code.length() < 8 || Text.hasHan(code) || CreditCode.placeholder(code)) {
            return null;
        }
        if (code.length() >= 14 && code.length() <= 16 && Text.digits(code).length() == code.length()) {
            return new Code(code, "", code, false);
        }
        if (code.length() == 18) {
            String organisation = code.substring(8, 17);
            return new Code(code, organisation, "", CreditCode.fault(code).isEmpty());
        }
        if (code.length() <= 10) {
            return new Code(code, code, "", isOrganisationCode(code));
        }
        return new Code(code, "", "", false);
    }

    private static boolean isOrganisationCode(String code) {
        return code.length() == 9 && CreditCode.organisationCheck(code) == code.charAt(8);
    }

    @Override
    public int compare(Code a, Code b) {
        boolean registrationA = !a.registration.isEmpty();
        if (registrationA != !b.registration.isEmpty()) {
            return SILENT;
        }
        if (registrationA) {
            int edits = Similarity.edits(a.code, b.code, 1);
            return edits == 0 ? 4 : edits == 1 ? 5 : 6;
        }
        if (a.code.equals(b.code)) {
            return a.code.length() == 18 ? 0 : 1;
        }
        if (!a.organisation.isEmpty() && a.organisation.equals(b.organisation)) {
            return 1;
        }
        if (a.proven && b.proven) {
            return 7;
        }
        int edits = Similarity.edits(a.code, b.code, 2);
        if (!a.organisation.isEmpty() && !b.organisation.isEmpty()) {
            edits = Math.min(edits, Similarity.edits(a.organisation, b.organisation, 2));
        }
        return edits <= 1 ? 2 : edits == 2 ? 3 : 7;
    }

    @Override
    public boolean bindsAlone(Code a, Code b, int level) {
        return level != 0
                || !a.proven
                || CreditCode.parse(a.code).map(CreditCode::proven).orElse(false);
    }

    @Override
    public long identifier(Code value) {
        return value.organisation.isEmpty() ? 0 : Text.hash(value.organisation);
    }

    @Override
    public @Nullable Code withoutIdentifier(Code value) {
        return value.organisation.isEmpty() ? value : null;
    }

    @Override
    public boolean forbids(Code a, Code b) {
        return a.proven && b.proven && !a.organisation.equals(b.organisation);
    }

    @Override
    public long part(Code value, int part) {
        String text = part == 0 ? value.organisation : value.registration;
        return text.isEmpty() ? 0 : Text.hash(text);
    }

    @Override
    public String text(Code value) {
        return value.code;
    }
}
