package org.yici.app.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.resource.Label;

/** Departments as definitions, which identity keeps. Only operators change them. */
@Component
class DepartmentKind implements DefinitionKind {
    static final String ID = "department";

    private final Identities identities;

    DepartmentKind(Identities identities) {
        this.identities = identities;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void requireForm(String text) {
        YamlText.read(text, Department.class);
    }

    @Override
    public Content check(String text) {
        Department department = YamlText.read(text, Department.class);
        List<Finding> findings = new ArrayList<>();
        if (department.code() == null || !Department.isCode(department.code())) {
            findings.add(finding(text, "code", "lower-case ASCII letters, digits and hyphens, a letter first"));
        }
        if (department.label() == null
                || isBlank(department.label().zh())
                || isBlank(department.label().en())) {
            findings.add(finding(text, "label", "a name in Chinese (zh) and in English (en)"));
        }
        if (department.creditCode() == null
                || CreditCode.fault(department.creditCode()).isPresent()) {
            findings.add(finding(
                    text, "creditCode", "a unified social credit code of 18 characters with its check character"));
        }
        if (findings.isEmpty()) {
            sameCreditCode(department)
                    .ifPresent(other -> findings.add(finding(
                            text, "creditCode", "its own unified social credit code; this one is that of " + other)));
        }
        String parent = department.parent();
        if (findings.isEmpty() && parent != null) {
            above(department.code(), parent).ifPresent(fault -> findings.add(finding(text, "parent", fault)));
        }
        if (!findings.isEmpty()) {
            throw new InvalidDefinitionException(findings);
        }
        return new Content(department.code(), null, department.label());
    }

    /** An office may be the same legal person as the department that it belongs to, and as no other. */
    private Optional<String> sameCreditCode(Department department) {
        return identities.departments().stream()
                .filter(other -> !other.code().equals(department.code())
                        && Objects.equals(other.creditCode(), department.creditCode())
                        && !other.code().equals(department.parent())
                        && !department.code().equals(other.parent()))
                .map(Department::code)
                .findFirst();
    }

    /** A tree has no circle. */
    private Optional<String> above(String code, String parent) {
        Set<String> seen = new HashSet<>(Set.of(code));
        @Nullable String at = parent;
        while (at != null) {
            String here = at;
            Optional<Department> found = identities.departments().stream()
                    .filter(one -> one.code().equals(here))
                    .findFirst();
            if (found.isEmpty()) {
                return Optional.of("a department that is in force; there is no " + here);
            }
            if (!seen.add(here)) {
                return Optional.of("a department that is not below this one; " + here + " is");
            }
            at = found.get().parent();
        }
        return Optional.empty();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static Finding finding(String text, String key, String wanted) {
        return new Finding(YamlText.line(text, key), key + ": give " + wanted);
    }

    @Override
    public Optional<Content> identify(String text) {
        String code = YamlText.key(text, "code");
        return Department.isCode(code) ? Optional.of(new Content(code, null, new Label(code, code))) : Optional.empty();
    }

    @Override
    public int publish(String text) {
        identities.register(YamlText.read(text, Department.class));
        return 0;
    }

    @Override
    public void withdraw(String name) {
        identities.withdraw(name);
    }

    @Override
    public String example() {
        return """
                # 部门 · A department
                # 代码，发布后不变：小写字母、数字和连字符 · Its code, which it keeps for ever.
                code: example-bureau
                label: {zh: 示例局, en: Example Bureau}
                # 统一社会信用代码 · Its unified social credit code.
                creditCode: 11510000YC510001XB
                # 上级部门的代码；没有上级时删去这一行 · Code of the department above; leave the line out at the top.
                # parent: big-data
                """;
    }
}
