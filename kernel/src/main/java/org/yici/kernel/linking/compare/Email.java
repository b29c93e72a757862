package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.Text;

/** A mail address. Column: the address. */
final class Email implements FieldComparison<Email.Address> {
    private static final List<String> LEVELS =
            List.of("same", "one_edit", "few_edits", "same_user", "same_domain", "similar", "other");
    private static final List<String> PARTS = List.of("address", "user", "domain");
    private static final List<String> TOKENS = List.of("address");
    private static final int FEW = 3;
    private static final double SIMILAR = 0.85;

    /** @param letters user and domain without signs */
    record Address(String letters, String user, String domain, long hash) {}

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public List<String> tokens() {
        return TOKENS;
    }

    @Override
    public @Nullable Address prepare(String[] columns) {
        String text = Text.lower(columns[0]);
        if (text.isEmpty()) {
            return null;
        }
        int at = text.lastIndexOf('@');
        String user = Text.alphanumeric(at < 0 ? text : text.substring(0, at));
        String domain = Text.alphanumeric(at < 0 ? "" : text.substring(at + 1));
        return new Address(user + domain, user, domain, Text.hash(user + "@" + domain));
    }

    @Override
    public int compare(Address a, Address b) {
        if (a.hash == b.hash) {
            return 0;
        }
        int edits = Similarity.edits(a.letters, b.letters, FEW);
        if (edits <= 1) {
            return 1;
        }
        if (edits <= FEW) {
            return 2;
        }
        if (!a.user.isEmpty() && !b.user.isEmpty() && Similarity.edits(a.user, b.user, 1) <= 1) {
            return 3;
        }
        if (!a.domain.isEmpty() && !b.domain.isEmpty() && Similarity.edits(a.domain, b.domain, 2) <= 2) {
            return 4;
        }
        return Similarity.jaroWinkler(a.letters, b.letters) >= SIMILAR ? 5 : 6;
    }

    @Override
    public long token(Address value, int kind) {
        return value.hash;
    }

    @Override
    public long sharedToken(Address a, Address b, int level, int kind) {
        return level == 0 ? a.hash : 0;
    }

    @Override
    public long part(Address value, int part) {
        return switch (part) {
            case 0 -> value.hash;
            case 1 -> value.user.length() >= 2 ? Text.hash(value.user) : 0;
            case 2 -> value.domain.length() >= 2 ? Text.hash(value.domain) : 0;
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    @Override
    public String text(Address value) {
        return value.user + "@" + value.domain;
    }
}
