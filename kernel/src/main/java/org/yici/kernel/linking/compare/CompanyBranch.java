package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a company's name is that of a branch, which is a subject of its own. Column: the name. */
final class CompanyBranch implements FieldComparison<String> {
    private static final List<String> LEVELS =
            List.of("both_head", "same_branch", "branch_unnamed", "other_branch", "branch_and_head");
    private static final String HEAD = "";
    private static final String SUFFIX = "分公司";

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public List<String> parts() {
        return List.of();
    }

    @Override
    public @Nullable String prepare(String[] columns) {
        String name = CompanyName.plain(columns[0]);
        if (name.endsWith(SUFFIX)) {
            return name.substring(CompanyName.head(name).length());
        }
        return name.endsWith("公司") ? HEAD : null;
    }

    @Override
    public int compare(String a, String b) {
        if (a.equals(b)) {
            return a.isEmpty() ? 0 : 1;
        }
        if (a.isEmpty() || b.isEmpty()) {
            return 4;
        }
        return a.equals(SUFFIX) || b.equals(SUFFIX) ? 2 : 3;
    }

    @Override
    public long part(String value, int part) {
        throw new IllegalArgumentException("part " + part);
    }

    @Override
    public String text(String value) {
        return value.isEmpty() ? "总公司" : value;
    }
}
