package org.yici.app.web.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.collection.Collection;
import org.yici.app.collection.FlowHistory;
import org.yici.app.collection.FlowHistory.Quarter;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.web.frame.Access;
import org.yici.kernel.resource.Resource;

/** The operator's page of what flowed in a day, by quarter of an hour. */
@Controller
class FlowHistoryController {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final FlowHistory history;
    private final Collection collection;
    private final Catalogue catalogue;
    private final Clock clock;

    FlowHistoryController(FlowHistory history, Collection collection, Catalogue catalogue, Clock clock) {
        this.history = history;
        this.collection = collection;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @GetMapping("/operator/history")
    String page(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String resource,
            @CurrentUser @Nullable User user,
            Model model) {
        Access.require(user, Role.OPERATOR);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        LocalDate shown = day == null || day.isAfter(today) ? today : day;
        Instant from = shown.atStartOfDay(ZONE).toInstant();
        Instant to = shown.plusDays(1).atStartOfDay(ZONE).toInstant();
        List<Quarter> quarters =
                history.quarters(source.isBlank() ? null : source, resource.isBlank() ? null : resource, from, to);
        model.addAttribute("quarters", whole(quarters, from, to));
        model.addAttribute("empty", quarters.isEmpty());
        model.addAttribute("day", shown);
        model.addAttribute("today", today);
        model.addAttribute("source", source);
        model.addAttribute("resource", resource);
        model.addAttribute(
                "received", quarters.stream().mapToLong(Quarter::received).sum());
        model.addAttribute(
                "quarantined", quarters.stream().mapToLong(Quarter::quarantined).sum());
        model.addAttribute(
                "sources",
                collection.sources().stream()
                        .map(state -> state.source().name())
                        .toList());
        model.addAttribute(
                "resources", catalogue.resources().stream().map(Resource::code).toList());
        return "oversight/history";
    }

    /** Every quarter that has begun, newest first, those in which nothing flowed too. */
    private List<Quarter> whole(List<Quarter> quarters, Instant from, Instant to) {
        Map<Instant, Quarter> known = quarters.stream().collect(Collectors.toMap(Quarter::at, Function.identity()));
        Instant now = clock.instant();
        List<Quarter> whole = new ArrayList<>();
        for (Instant at = from; at.isBefore(to) && at.isBefore(now); at = at.plus(QUARTER)) {
            whole.addFirst(known.getOrDefault(at, new Quarter(at, 0, 0, 0, null, null)));
        }
        return whole;
    }
}
