package org.yici.app.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/** Departments that come in as a spreadsheet: looked at row by row, then drafted and given to review together. */
@Service
public class DepartmentImport {
    private final DepartmentKind kind;
    private final Definitions definitions;
    private final Identities identities;

    DepartmentImport(DepartmentKind kind, Definitions definitions, Identities identities) {
        this.kind = kind;
        this.definitions = definitions;
        this.identities = identities;
    }

    /** What becomes of a row; what somebody has to do something about comes first. */
    public enum Outcome {
        FAULTY,
        NEW,
        CHANGED,
        SAME
    }

    /**
     * A row of the spreadsheet.
     *
     * @param row its number as the spreadsheet shows it; 0 for what is about the whole
     * @param department what it says; null where that cannot be read
     * @param before the department as it is in force, or null
     * @param faults what is to be put right
     */
    public record Row(
            int row,
            @Nullable Department department,
            @Nullable Department before,
            Outcome outcome,
            List<Label> faults) {}

    /** The departments in force as a spreadsheet, to be changed or added to. */
    @Transactional(readOnly = true)
    public byte[] export(User user) {
        requireOperator(user);
        return DepartmentSheet.write(identities.departments());
    }

    /**
     * What would come of a spreadsheet, in the order of its rows.
     *
     * @throws InvalidDefinitionException if it is none with departments
     */
    @Transactional(readOnly = true)
    public List<Row> preview(User user, byte[] workbook) {
        requireOperator(user);
        return rows(workbook, user);
    }

    /**
     * Drafts what is new or changed and gives it to review, all or nothing.
     *
     * @return the rows of which there is a draft now, departments above before those below
     * @throws InvalidDefinitionException if a row is not in order; it names all of them
     */
    @Transactional
    public List<Row> draft(User user, byte[] workbook) {
        requireOperator(user);
        List<Row> rows = rows(workbook, user);
        List<Finding> faults = rows.stream()
                .flatMap(row -> row.faults().stream().map(fault -> new Finding(row.row(), fault)))
                .toList();
        if (!faults.isEmpty()) {
            throw new InvalidDefinitionException(faults);
        }
        DepartmentTree tree = kind.withDrafts();
        rows.stream()
                .flatMap(row -> Optional.ofNullable(row.department()).stream())
                .forEach(tree::put);
        List<Row> drafted = rows.stream()
                .filter(row -> row.outcome() != Outcome.SAME && row.department() != null)
                .sorted(Comparator.comparingInt(row -> tree.depth(required(row))))
                .toList();
        if (drafted.isEmpty()) {
            throw new InvalidDefinitionException(
                    0,
                    Label.of(
                            "没有改动：表格中的部门都与现行的一致",
                            "Nothing is changed: all departments are in force as the sheet has them"));
        }
        // First all, so that each finds those above and beside it, then their review.
        Map<String, Long> versions = new LinkedHashMap<>();
        for (Row row : drafted) {
            String code = required(row).code();
            Definition saved =
                    definitions.save(user, DepartmentKind.ID, isKnown(user, code) ? code : null, text(row), 0);
            versions.put(code, saved.draft() == null ? 0 : saved.draft().version());
        }
        versions.forEach((code, version) -> definitions.submit(user, DepartmentKind.ID, code, version));
        return drafted;
    }

    private List<Row> rows(byte[] workbook, User user) {
        DepartmentSheet.Read read = DepartmentSheet.read(workbook);
        Map<String, Department> inForce = new HashMap<>();
        identities.departments().forEach(one -> inForce.put(one.code(), one));
        DepartmentTree tree = kind.withDrafts();
        Map<String, Integer> first = new HashMap<>();
        for (DepartmentSheet.Line line : read.lines()) {
            if (first.putIfAbsent(line.department().code(), line.row()) == null) {
                tree.put(line.department());
            }
        }
        List<Row> rows = new ArrayList<>();
        for (DepartmentSheet.Line line : read.lines()) {
            Department department = line.department();
            Department before = inForce.get(department.code());
            boolean same = department.equals(before);
            List<Label> faults = new ArrayList<>();
            if (!same) {
                // What is in force as it is said again is nobody's fault today.
                tree.faults(department).forEach(fault -> faults.add(fault.text()));
            }
            Integer other = first.get(department.code());
            if (other != null && other != line.row()) {
                faults.add(Label.of("code：%s 在第 %s 行也出现", "code: %s stands in row %s too", department.code(), other));
            }
            if (!same && faults.isEmpty() && hasDraft(user, department.code())) {
                faults.add(Label.of(
                        "%s 已有草稿，请先发布或放弃",
                        "There is a draft of %s already; publish or discard it first", department.code()));
            }
            Outcome outcome = !faults.isEmpty()
                    ? Outcome.FAULTY
                    : same ? Outcome.SAME : before == null ? Outcome.NEW : Outcome.CHANGED;
            rows.add(new Row(line.row(), department, before, outcome, faults));
        }
        read.faults()
                .forEach(fault -> rows.add(new Row(fault.line(), null, null, Outcome.FAULTY, List.of(fault.text()))));
        rows.sort(Comparator.comparingInt(Row::row));
        return rows;
    }

    /** Of a department that was withdrawn or drafted once, too. */
    private boolean isKnown(User user, String code) {
        return found(user, code).isPresent();
    }

    private boolean hasDraft(User user, String code) {
        return found(user, code).filter(one -> one.draft() != null).isPresent();
    }

    private Optional<Definition> found(User user, String code) {
        return definitions.findIfThere(user, DepartmentKind.ID, code);
    }

    private static Department required(Row row) {
        Department department = row.department();
        if (department == null) {
            throw new IllegalStateException("Row " + row.row() + " has no department");
        }
        return department;
    }

    private static String text(Row row) {
        return YamlText.write(required(row));
    }

    private static void requireOperator(User user) {
        if (!user.is(Role.OPERATOR)) {
            throw new AccessDeniedException("Operators define departments");
        }
    }
}
