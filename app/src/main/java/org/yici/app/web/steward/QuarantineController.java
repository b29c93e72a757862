package org.yici.app.web.steward;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.yici.app.collection.Collection;
import org.yici.app.collection.Collection.QuarantineCounts;
import org.yici.app.collection.Collection.QuarantineFilter;
import org.yici.app.collection.Collection.Quarantined;
import org.yici.app.collection.SourceTables;
import org.yici.app.exchange.Readings;
import org.yici.app.exchange.Readings.What;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.CsvDownload;
import org.yici.app.web.frame.Paging;
import org.yici.app.web.frame.Show;

/**
 * Records that failed a rule. A steward works on those of the own department; an operator oversees all, but sees values only
 * in part: whoever runs the platform has no need to know them.
 */
@Controller
class QuarantineController {
    private static final int SIZE = 20;
    private static final int DOWNLOAD_PAGE = 500;
    private static final int DOWNLOAD_LIMIT = 50_000;

    private final Collection collection;
    private final SourceTables tables;
    private final Readings readings;
    private final QuarantineView view;

    QuarantineController(Collection collection, SourceTables tables, Readings readings, QuarantineView view) {
        this.collection = collection;
        this.tables = tables;
        this.readings = readings;
        this.view = view;
    }

    @GetMapping("/operator/quarantine")
    String list(
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(defaultValue = "1") int page,
            @CurrentUser @Nullable User user,
            Model model) {
        User reader = Access.require(user, Role.OPERATOR, Role.STEWARD);
        QuarantineFilter filter = filter(reader, source, rule, state);
        Page<Quarantined> list = collection.quarantine(filter, Paging.index(page), SIZE);
        note(reader, What.QUARANTINE, list.content());
        model.addAttribute("list", list.map(row -> view.row(reader, row)));
        model.addAttribute("source", filter.source() == null ? "" : filter.source());
        model.addAttribute("rule", rule);
        model.addAttribute("state", state);
        model.addAttribute("rules", QuarantineView.RULES);
        model.addAttribute("sources", sources(reader));
        QuarantineCounts counts = collection.quarantineCounts();
        model.addAttribute(
                "count",
                filter.department() == null && filter.source() == null
                        ? counts.total()
                        : counts.of(sources(reader).stream()
                                .filter(name -> filter.source() == null || name.equals(filter.source()))
                                .toList()));
        model.addAttribute(
                "stopped",
                tables.tables().stream()
                        .filter(table -> table.stopped()
                                && (reader.is(Role.OPERATOR)
                                        || table.department().equals(reader.department())))
                        .toList());
        String query = UriComponentsBuilder.newInstance()
                .queryParam("source", source)
                .queryParam("rule", rule)
                .queryParam("state", state)
                .encode()
                .build()
                .toString();
        model.addAttribute("base", "/operator/quarantine" + query + "&");
        model.addAttribute("csv", "/operator/quarantine/export.csv" + query);
        return "oversight/quarantine";
    }

    @GetMapping("/operator/quarantine/{id}")
    String record(@PathVariable long id, @CurrentUser @Nullable User user, Model model) {
        User reader = Access.require(user, Role.OPERATOR, Role.STEWARD);
        Quarantined record = collection
                .quarantined(id)
                .filter(found -> reader.is(Role.OPERATOR) || found.department().equals(reader.department()))
                .orElseThrow(() -> new NoSuchElementException("No quarantined record " + id));
        note(reader, What.QUARANTINE, List.of(record));
        model.addAttribute("row", view.row(reader, record));
        model.addAttribute("cells", view.cells(reader, record));
        return "oversight/quarantined";
    }

    @GetMapping("/operator/quarantine/export.csv")
    void download(
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam(defaultValue = "open") String state,
            @CurrentUser @Nullable User user,
            HttpServletResponse response)
            throws IOException {
        User reader = Access.require(user, Role.OPERATOR, Role.STEWARD);
        QuarantineFilter filter = filter(reader, source, rule, state);
        try (CsvDownload csv = CsvDownload.begin(
                response,
                "quarantine.csv",
                "id",
                "source",
                "resource",
                "key",
                "rule",
                "item",
                "value",
                "state",
                "source_time",
                "quarantined_at",
                "closed_at")) {
            Page<Quarantined> page;
            int number = 0;
            do {
                page = collection.quarantine(filter, number++, DOWNLOAD_PAGE);
                // Before these lines leave; what is buffered is not sent yet.
                note(reader, What.QUARANTINE_EXPORT, page.content());
                for (Quarantined record : page.content()) {
                    QuarantineView.Row row = view.row(reader, record);
                    csv.row(
                            row.id(),
                            row.source(),
                            row.resource(),
                            row.key(),
                            row.rule(),
                            row.item(),
                            row.value(),
                            row.state(),
                            Show.iso(row.sourceTime()),
                            Show.iso(row.quarantinedAt()),
                            Show.iso(row.closedAt()));
                }
            } while (page.hasNext() && number * DOWNLOAD_PAGE < DOWNLOAD_LIMIT);
        }
    }

    /** A record in quarantine names nobody for certain, often because just its identifier is wrong. */
    private void note(User reader, What what, List<Quarantined> records) {
        String resources = records.stream()
                .map(Quarantined::resource)
                .distinct()
                .sorted()
                .limit(50)
                .collect(Collectors.joining(","));
        readings.note(
                reader,
                what,
                records.stream().map(Quarantined::id).toList(),
                Set.of(),
                null,
                Map.of("resource", resources, "records", ranges(records)));
    }

    private static String ranges(List<Quarantined> records) {
        LongSummaryStatistics ids = records.stream().mapToLong(Quarantined::id).summaryStatistics();
        return records.isEmpty() ? "" : ids.getMin() + "-" + ids.getMax();
    }

    private static QuarantineFilter filter(User reader, String source, String rule, String state) {
        String department = reader.is(Role.OPERATOR) ? null : String.valueOf(reader.department());
        return new QuarantineFilter(
                department, absent(source), absent(rule), state.equals("any") ? null : absent(state));
    }

    private static @Nullable String absent(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private List<String> sources(User reader) {
        return collection.sources().stream()
                .map(Collection.SourceState::source)
                .filter(source ->
                        reader.is(Role.OPERATOR) || source.department().equals(reader.department()))
                .map(Collection.Source::name)
                .toList();
    }
}
