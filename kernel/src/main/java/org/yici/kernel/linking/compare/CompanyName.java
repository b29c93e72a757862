package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.Han;
import org.yici.kernel.linking.normalise.Text;

/**
 * A Chinese company's name: place, brand, trade, legal form and perhaps a branch. The legal form says nothing and is dropped;
 * the branch is compared by {@link CompanyBranch}. Column: the name.
 */
final class CompanyName implements FieldComparison<CompanyName.Name> {
    private static final List<String> LEVELS = List.of(
            "same",
            "place_missing",
            "shortened",
            "one_character",
            "shortened_one_character",
            "brand",
            "trade",
            "other");
    private static final List<String> PARTS = List.of("core", "sorted_end", "middle", "start");
    private static final List<String> TOKENS = List.of("core", "end");
    private static final String[] FORMS = {"股份有限公司", "有限责任公司", "责任公司", "有限公司", "公司"};
    private static final int END = 6;

    /** @param core place, brand and trade */
    record Name(String core, long hash, long endHash) {}

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
    public @Nullable Name prepare(String[] columns) {
        String core = core(head(plain(columns[0])));
        return core.length() < 2 ? null : new Name(core, Text.hash(core), Text.hash(end(core)));
    }

    /** Simplified, without signs; what stands in brackets is a state of the company, which is dropped, or its place, which is put first. */
    static String plain(String text) {
        String name = Han.simplified(text);
        int open = Math.max(name.indexOf('('), name.indexOf('（'));
        int close = Math.max(name.indexOf(')'), name.indexOf('）'));
        if (open >= 0 && close > open) {
            String inside = name.substring(open + 1, close);
            boolean state = inside.contains("销") || inside.contains("原") || inside.contains("业");
            name = (state || open == 0 && inside.length() > 4 ? "" : inside)
                    + name.substring(0, open)
                    + name.substring(close + 1);
        }
        return Text.alphanumeric(name);
    }

    /** The name of the company that a branch belongs to, or the name itself. */
    static String head(String name) {
        if (!name.endsWith("分公司")) {
            return name;
        }
        int form = name.lastIndexOf("公司", name.length() - 4);
        return form < 0 ? name.substring(0, name.length() - 3) : name.substring(0, form + 2);
    }

    private static String core(String name) {
        String core = name;
        for (String form : FORMS) {
            if (core.endsWith(form)) {
                core = core.substring(0, core.length() - form.length());
                break;
            }
        }
        int city = core.indexOf('市');
        return city >= 2 && city <= 4 ? core.substring(0, city) + core.substring(city + 1) : core;
    }

    private static String end(String core) {
        return core.substring(Math.max(0, core.length() - END));
    }

    @Override
    public int compare(Name a, Name b) {
        if (a.hash == b.hash) {
            return 0;
        }
        boolean first = a.core.length() <= b.core.length();
        String less = first ? a.core : b.core;
        String more = first ? b.core : a.core;
        int missing = more.length() - less.length();
        if (less.length() >= 4) {
            if (missing > 0 && missing <= 4 && more.endsWith(less)) {
                return 1;
            }
            if (missing > 0 && less.length() * 2 >= more.length() && Similarity.isSubsequence(less, more)) {
                return 2;
            }
            if (less.length() >= 5 && Similarity.edits(less, more, 1) <= 1) {
                return 3;
            }
            if (missing >= 1 && missing <= 5 && less.length() >= 5) {
                String tail = more.substring(missing);
                String inner = more.substring(Math.min(missing, 2), Math.min(more.length(), 2 + less.length()));
                if (Similarity.edits(less, tail, 1) <= 1 || Similarity.edits(less, inner, 1) <= 1) {
                    return 4;
                }
            }
        }
        if (less.length() >= 5 && less.regionMatches(0, more, 0, 5)) {
            return 5;
        }
        int trade = Math.min(4, less.length());
        return more.regionMatches(more.length() - trade, less, less.length() - trade, trade) ? 6 : 7;
    }

    @Override
    public long token(Name value, int kind) {
        return kind == 0 ? value.hash : value.endHash;
    }

    @Override
    public long sharedToken(Name a, Name b, int level, int kind) {
        if (level == 0) {
            return kind == 0 ? a.hash : 0;
        }
        return level == 1 && kind == 1 && a.endHash == b.endHash ? a.endHash : 0;
    }

    @Override
    public long part(Name value, int part) {
        String core = value.core;
        return switch (part) {
            case 0 -> value.hash;
            case 1 -> core.length() >= END ? Text.hash(end(core)) : 0;
            case 2 -> core.length() >= 6 ? Text.hash(core.substring(2, 6)) : 0;
            case 3 -> core.length() >= 4 ? Text.hash(core.substring(0, 4)) : 0;
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    /** Neither brand nor place in common; a company that was renamed keeps its code, its founder and its day. */
    @Override
    public boolean contradicts(Name a, Name b) {
        return compare(a, b) >= 6;
    }

    @Override
    public long bearer(Name value) {
        return value.hash;
    }

    @Override
    public boolean canContradict() {
        return true;
    }

    @Override
    public String text(Name value) {
        return value.core;
    }
}
