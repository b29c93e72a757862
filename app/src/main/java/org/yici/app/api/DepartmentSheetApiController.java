package org.yici.app.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.definition.DepartmentImport;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Department;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Departments as a spreadsheet (XLSX), beside {@link DefinitionsController}, which takes them one by one. */
@RestController
@RequestMapping("/api/v1/definitions/departments")
class DepartmentSheetApiController {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final DepartmentImport departments;

    DepartmentSheetApiController(DepartmentImport departments) {
        this.departments = departments;
    }

    /** The departments in force. */
    @GetMapping(path = "/sheet", produces = XLSX)
    byte[] sheet(@CurrentUser User user) {
        return departments.export(user);
    }

    /** What would come of a spreadsheet; nothing is kept. */
    @PostMapping(path = "/check", consumes = XLSX)
    List<RowView> check(@CurrentUser User user, @RequestBody(required = false) byte @Nullable [] sheet) {
        return departments.preview(user, bytes(sheet)).stream().map(RowView::of).toList();
    }

    /** Drafts what is new or changed and gives it to review, all or nothing. */
    @PostMapping(path = "/drafts", consumes = XLSX)
    @ResponseStatus(HttpStatus.CREATED)
    List<RowView> draft(@CurrentUser User user, @RequestBody(required = false) byte @Nullable [] sheet) {
        return departments.draft(user, bytes(sheet)).stream().map(RowView::of).toList();
    }

    private static byte[] bytes(byte @Nullable [] sheet) {
        return Objects.requireNonNullElseGet(sheet, () -> new byte[0]);
    }

    /**
     * @param row its number as the spreadsheet shows it
     * @param outcome {@code NEW}, {@code CHANGED}, {@code SAME} or {@code FAULTY}
     * @param before the department as it is in force, or null
     */
    record RowView(
            int row,
            String outcome,
            @Nullable DepartmentView department,
            @Nullable DepartmentView before,
            List<String> faults) {
        static RowView of(DepartmentImport.Row row) {
            return new RowView(
                    row.row(),
                    row.outcome().name(),
                    DepartmentView.orNull(row.department()),
                    DepartmentView.orNull(row.before()),
                    row.faults().stream().map(Label::en).toList());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record DepartmentView(
            String code,
            String label,
            String labelEn,
            String creditCode,
            @Nullable String parent) {
        static @Nullable DepartmentView orNull(@Nullable Department one) {
            return one == null
                    ? null
                    : new DepartmentView(
                            one.code(), one.label().zh(), one.label().en(), one.creditCode(), one.parent());
        }
    }
}
