package org.yici.app.web.my;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.yici.app.exchange.AccessLog;
import org.yici.app.exchange.UseFilter;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.CsvDownload;
import org.yici.app.web.frame.Show;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What "who used my data" shows, under the same filters and in the same words, as a file; each repetition is a line of its own. */
@Controller
class UsesExportController {
    private static final int PAGE = 500;

    /** Most uses of one file; whoever has more takes them in parts, by date. */
    private static final int LARGEST = 50_000;

    private static final List<String> COLUMNS = List.of(
            "at",
            "department",
            "purpose",
            "did",
            "data",
            "provider",
            "items",
            "right",
            "basis",
            "by",
            "named",
            "case",
            "index");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AccessLog uses;
    private final UseWords words;
    private final MySubjects subjects;
    private final Show show;
    private final Clock clock;

    UsesExportController(AccessLog uses, UseWords words, MySubjects subjects, Show show, Clock clock) {
        this.uses = uses;
        this.words = words;
        this.subjects = subjects;
        this.show = show;
        this.clock = clock;
    }

    @GetMapping("/my/uses/export.csv")
    void csv(@ModelAttribute("form") UsesForm form, @CurrentUser @Nullable User user, HttpServletResponse response)
            throws IOException {
        Stream<Map<String, String>> rows = rows(form, user);
        String[] columns =
                COLUMNS.stream().map(name -> show.say("uses.column." + name)).toArray(String[]::new);
        try (CsvDownload csv = CsvDownload.begin(response, "my-data-uses.csv", columns)) {
            rows.forEach(row -> csv.row(row.values().toArray()));
        }
    }

    @GetMapping("/my/uses/export.json")
    void json(@ModelAttribute("form") UsesForm form, @CurrentUser @Nullable User user, HttpServletResponse response)
            throws IOException {
        Stream<Map<String, String>> rows = rows(form, user);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"my-data-uses.json\"");
        try (Writer out = response.getWriter();
                JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            rows.forEach(row -> {
                json.writeStartObject();
                row.forEach(json::writeStringProperty);
                json.writeEndObject();
            });
            json.writeEndArray();
        }
    }

    private Stream<Map<String, String>> rows(UsesForm form, @Nullable User user) {
        User reader = Access.require(user, Role.APPLICANT);
        MySubjects.Subject subject = MySubjects.chosen(subjects.of(reader), form.about() == null ? "" : form.about());
        // Uses that come while the file is written would shift its pages.
        UseFilter filter = form.filter(null).before(clock.instant());
        Page<AccessLog.Use> first = uses.of(subject.id(), filter, 0, PAGE);
        return Stream.iterate(0, number -> number < first.pages() && number * PAGE < LARGEST, number -> number + 1)
                .flatMap(number ->
                        (number == 0 ? first : uses.of(subject.id(), filter, number, PAGE)).content().stream())
                .map(words::of)
                .map(this::row);
    }

    private Map<String, String> row(UseWords.Words use) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("at", String.valueOf(Show.iso(use.at())));
        row.put("department", use.department());
        row.put("purpose", use.purpose());
        row.put("did", use.did());
        row.put("data", use.data());
        row.put("provider", use.provider());
        row.put("items", words.line(use.items()));
        row.put("right", use.right());
        row.put("basis", use.basis());
        row.put("by", use.by());
        row.put("named", use.named() ? show.say("uses.named") : "");
        row.put("case", use.caseNumber() == null ? "" : use.caseNumber());
        row.put("index", Long.toString(use.leaf()));
        return row;
    }
}
