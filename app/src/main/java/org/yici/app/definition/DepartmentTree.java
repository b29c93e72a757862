package org.yici.app.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.Department;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.resource.Label;

/** Departments as they are in force and as drafts would make them: what a new one is compared with. */
final class DepartmentTree {
    /** Characters of a name in one language. */
    private static final int LONGEST_NAME = 100;

    private final Map<String, Department> known = new HashMap<>();

    DepartmentTree(Collection<Department> inForce) {
        inForce.forEach(this::put);
    }

    /** Adds a department, or puts it in the place of the one with its code. */
    void put(Department department) {
        known.put(department.code(), department);
    }

    @Nullable
    Department get(String code) {
        return known.get(code);
    }

    /**
     * @param key where: a key of the YAML and a column of the spreadsheet
     * @param wanted what should stand there
     */
    record Fault(String key, Label wanted) {
        Label text() {
            return Label.of("%s：请填写%s", "%s: give %s", key, wanted);
        }
    }

    /** What is wrong with a department, compared with all the others; nothing is compared before its own form is in order. */
    List<Fault> faults(Department department) {
        List<Fault> faults = new ArrayList<>();
        if (department.code() == null || !Department.isCode(department.code())) {
            faults.add(new Fault(
                    "code",
                    Label.of("小写字母、数字和连字符，以字母开头", "lower-case ASCII letters, digits and hyphens, a letter first")));
        }
        if (department.label() == null
                || !isName(department.label().zh())
                || !isName(department.label().en())) {
            faults.add(new Fault(
                    "label",
                    Label.of(
                            "中文名称（zh）和英文名称（en），各在一行之内，不超过 %s 个字符",
                            "a name in Chinese (zh) and in English (en), each in one line of at most %s characters",
                            LONGEST_NAME)));
        }
        if (department.creditCode() == null
                || CreditCode.fault(department.creditCode()).isPresent()) {
            faults.add(new Fault(
                    "creditCode",
                    Label.of(
                            " 18 位、校验码正确的统一社会信用代码",
                            "a unified social credit code of 18 characters with its check character")));
        }
        String parent = department.parent();
        if (faults.isEmpty() && parent != null) {
            above(department, parent).ifPresent(fault -> faults.add(new Fault("parent", fault)));
        }
        // Who is whose legal person is known only in a tree that is one.
        if (faults.isEmpty()) {
            sameCreditCode(department)
                    .ifPresent(other -> faults.add(new Fault(
                            "creditCode",
                            Label.of(
                                    "本部门自己的统一社会信用代码；现在填的是 %s 的",
                                    "its own unified social credit code; this one is that of %s", other))));
        }
        return faults;
    }

    /** The offices below a department may be the same legal person as it, however deep, and nobody else. */
    private Optional<String> sameCreditCode(Department department) {
        Map<String, String> persons = new HashMap<>();
        String own = legalPerson(department, department, persons);
        return known.values().stream()
                .filter(other -> !other.code().equals(department.code())
                        && Objects.equals(other.creditCode(), department.creditCode())
                        && !legalPerson(other, department, persons).equals(own))
                .map(Department::code)
                .sorted()
                .findFirst();
    }

    /**
     * Code of the highest department above that has the same unified social credit code, or of the department itself.
     *
     * @param persons those that were found before, so that a chain is climbed once
     */
    private String legalPerson(Department one, Department changed, Map<String, String> persons) {
        Set<String> way = new LinkedHashSet<>();
        String highest = one.code();
        @Nullable Department at = one;
        while (at != null && !persons.containsKey(at.code()) && way.add(at.code())) {
            highest = at.code();
            String parent = at.parent();
            Department above = parent == null ? null : parent.equals(changed.code()) ? changed : known.get(parent);
            at = above != null && Objects.equals(above.creditCode(), at.creditCode()) ? above : null;
        }
        String person = at == null ? highest : persons.getOrDefault(at.code(), highest);
        way.forEach(code -> persons.put(code, person));
        return person;
    }

    /** A tree has no circle. */
    private Optional<Label> above(Department department, String parent) {
        Set<String> seen = new HashSet<>(Set.of(department.code()));
        @Nullable String at = parent;
        while (at != null) {
            Department found = known.get(at);
            if (!at.equals(department.code()) && found == null) {
                return Optional.of(Label.of("现行的部门；没有部门 %s", "a department that is in force; there is no %s", at));
            }
            if (!seen.add(at)) {
                return Optional.of(circle(department, parent, at));
            }
            at = found == null ? null : found.parent();
        }
        return Optional.empty();
    }

    private static Label circle(Department department, String parent, String met) {
        if (parent.equals(department.code())) {
            return Label.of("另一个部门，不能是本部门自己", "another department, not this one itself");
        }
        return met.equals(department.code())
                ? Label.of("不在本部门之下的部门；%s 在本部门之下", "a department that is not below this one; %s is", parent)
                : Label.of(
                        "能逐级通到最上级的部门；%s 的上级又回到它自己",
                        "a department from which the way up ends; %s comes to be above itself", met);
    }

    /** How many departments are above one; a circle, which a fault tells of, ends the count. */
    int depth(Department department) {
        Set<String> seen = new HashSet<>();
        @Nullable String at = department.parent();
        while (at != null && seen.add(at)) {
            Department found = known.get(at);
            at = found == null ? null : found.parent();
        }
        return seen.size();
    }

    private static boolean isName(@Nullable String text) {
        return text != null
                && !text.isBlank()
                && text.codePointCount(0, text.length()) <= LONGEST_NAME
                && text.codePoints().noneMatch(Character::isISOControl);
    }
}
