package org.yici.app.web.administer;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yici.app.definition.DefinitionConflictException;
import org.yici.app.definition.DepartmentImport;
import org.yici.app.definition.DepartmentImport.Outcome;
import org.yici.app.definition.DepartmentImport.Row;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.web.frame.Access;

/** Departments out of a spreadsheet and into one. The file itself is kept nowhere: the page sends it twice. */
@Controller
@RequestMapping(DefinitionController.PAGE + "/departments")
class DepartmentSheetController {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final DepartmentImport departments;

    DepartmentSheetController(DepartmentImport departments) {
        this.departments = departments;
    }

    @GetMapping
    String page(@CurrentUser @Nullable User user) {
        Access.require(user, Role.OPERATOR);
        return "administer/departments";
    }

    @GetMapping("/sheet")
    ResponseEntity<byte[]> download(@CurrentUser @Nullable User user) {
        byte[] sheet = departments.export(Access.require(user, Role.OPERATOR));
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf(XLSX))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("departments.xlsx")
                                .build()
                                .toString())
                .body(sheet);
    }

    /** What would come of the file, as a part of the page. */
    @PostMapping(path = "/preview", consumes = XLSX)
    ModelAndView preview(@RequestBody(required = false) byte @Nullable [] sheet, @CurrentUser @Nullable User user) {
        User operator = Access.require(user, Role.OPERATOR);
        try {
            return rows(departments.preview(operator, bytes(sheet)));
        } catch (InvalidDefinitionException e) {
            return refused(e.findings());
        }
    }

    /** Drafts what is new or changed; the part of the page says what waits for review, or why nothing was done. */
    @PostMapping(path = "/drafts", consumes = XLSX)
    ModelAndView draft(@RequestBody(required = false) byte @Nullable [] sheet, @CurrentUser @Nullable User user) {
        User operator = Access.require(user, Role.OPERATOR);
        try {
            return new ModelAndView("administer/departments-parts :: drafted")
                    .addObject("drafted", departments.draft(operator, bytes(sheet)));
        } catch (InvalidDefinitionException e) {
            return refused(e.findings());
        } catch (DefinitionConflictException e) {
            return refused(List.of(new Finding(0, e.told())));
        }
    }

    private static byte[] bytes(byte @Nullable [] sheet) {
        return Objects.requireNonNullElseGet(sheet, () -> new byte[0]);
    }

    private static ModelAndView rows(List<Row> rows) {
        return new ModelAndView("administer/departments-parts :: preview")
                // First what somebody has to do something about.
                .addObject(
                        "rows",
                        rows.stream().sorted(Comparator.comparing(Row::outcome)).toList())
                .addObject("fresh", count(rows, Outcome.NEW))
                .addObject("changed", count(rows, Outcome.CHANGED))
                .addObject("same", count(rows, Outcome.SAME))
                .addObject("faulty", count(rows, Outcome.FAULTY));
    }

    private static long count(List<Row> rows, Outcome outcome) {
        return rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    private static ModelAndView refused(List<Finding> findings) {
        ModelAndView part = new ModelAndView("administer/parts :: findings").addObject("list", findings);
        part.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return part;
    }
}
