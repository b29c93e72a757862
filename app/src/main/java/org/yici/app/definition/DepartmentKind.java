package org.yici.app.definition;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.kernel.resource.Label;

/** Departments as definitions, which identity keeps. Only operators change them. */
@Component
class DepartmentKind implements DefinitionKind {
    static final String ID = "department";

    private final Identities identities;
    private final DefinitionStore store;
    private final Map<String, Optional<Department>> drafts = Collections.synchronizedMap(new ReadDrafts());

    DepartmentKind(Identities identities, DefinitionStore store) {
        this.identities = identities;
        this.store = store;
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
        return check(text, withDrafts());
    }

    @Override
    public Content checkInForce(String text) {
        return check(text, new DepartmentTree(identities.departments()));
    }

    private static Content check(String text, DepartmentTree tree) {
        Department department = YamlText.read(text, Department.class);
        List<Finding> findings = tree.faults(department).stream()
                .map(fault -> new Finding(YamlText.line(text, fault.key()), fault.text()))
                .toList();
        if (!findings.isEmpty()) {
            throw new InvalidDefinitionException(findings);
        }
        return new Content(department.code(), null, department.label());
    }

    /** All departments as they will be when what is drafted is published: a whole tree is drafted before any of it is in force. */
    DepartmentTree withDrafts() {
        DepartmentTree tree = new DepartmentTree(identities.departments());
        store.draftTexts(ID)
                .forEach(text ->
                        drafts.computeIfAbsent(text, DepartmentKind::readable).ifPresent(tree::put));
        return tree;
    }

    /** A draft may have faults; nothing can rest on one that has. */
    private static Optional<Department> readable(String text) {
        try {
            return Optional.of(YamlText.read(text, Department.class));
        } catch (InvalidDefinitionException e) {
            return Optional.empty();
        }
    }

    /** Of a whole tree that is drafted each is compared with all the others: their texts are read once. */
    private static final class ReadDrafts extends LinkedHashMap<String, Optional<Department>> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Department>> eldest) {
            return size() > 2 * DepartmentSheet.MOST_ROWS;
        }
    }

    @Override
    public Optional<Content> identify(String text) {
        String code = YamlText.key(text, "code");
        return Department.isCode(code) ? Optional.of(new Content(code, null, new Label(code, code))) : Optional.empty();
    }

    @Override
    public int publish(String text) {
        Department department = YamlText.read(text, Department.class);
        identities.register(department);
        return 0;
    }

    @Override
    public List<String> inOrder(List<String> texts) {
        DepartmentTree tree = withDrafts();
        return texts.stream()
                .sorted(Comparator.comparingInt(text -> tree.depth(YamlText.read(text, Department.class))))
                .toList();
    }

    @Override
    public void withdraw(String name) {
        identities.withdraw(name);
    }

    @Override
    public boolean isOfDepartments() {
        return false;
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
