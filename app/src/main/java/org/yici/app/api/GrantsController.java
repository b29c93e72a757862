package org.yici.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.GrantAdministration;
import org.yici.app.exchange.Grants;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.SecurityLevel;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Which department may use what, for what, on which legal basis. */
@RestController
class GrantsController {
    private static final String PATH = "/api/v1/grants";

    private final Grants grants;
    private final GrantAdministration administration;

    GrantsController(Grants grants, GrantAdministration administration) {
        this.grants = grants;
        this.administration = administration;
    }

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.CREATED)
    HeldView give(@CurrentUser User user, @RequestBody Giving giving) {
        return HeldView.of(administration.give(user, giving.offer(), text(giving.reason())));
    }

    @GetMapping(PATH + "/{id}")
    HeldView get(@CurrentUser User user, @PathVariable String id) {
        return HeldView.of(administration.find(user, id));
    }

    @GetMapping(PATH + "/{id}/history")
    List<GrantAdministration.Event> history(@CurrentUser User user, @PathVariable String id) {
        return administration.history(user, id);
    }

    /** Takes part of it away. */
    @PostMapping(PATH + "/{id}/narrowing")
    HeldView narrow(@CurrentUser User user, @PathVariable String id, @RequestBody Narrowed narrowed) {
        return HeldView.of(administration.narrow(user, id, narrowed.left(), text(narrowed.reason())));
    }

    @PostMapping(PATH + "/{id}/suspension")
    HeldView suspend(@CurrentUser User user, @PathVariable String id, @RequestBody Why why) {
        return HeldView.of(administration.suspend(user, id, text(why.reason())));
    }

    @PostMapping(PATH + "/{id}/resumption")
    HeldView resume(@CurrentUser User user, @PathVariable String id, @RequestBody Why why) {
        return HeldView.of(administration.resume(user, id, text(why.reason())));
    }

    @PostMapping(PATH + "/{id}/end")
    HeldView end(@CurrentUser User user, @PathVariable String id, @RequestBody Why why) {
        return HeldView.of(administration.end(user, id, text(why.reason())));
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /** @param reason why; whoever reads the grant reads it too */
    record Why(@Nullable String reason) {}

    /** @param clearance 1 to 4 */
    @JsonNaming(SnakeCaseStrategy.class)
    record Giving(
            @Nullable String consumer,
            @Nullable String resource,
            @Nullable List<String> items,
            @Nullable String purpose,
            @Nullable Label purposeLabel,
            @Nullable String basis,
            @Nullable Boolean consentNeeded,
            @Nullable Integer clearance,
            @Nullable Integer perMinute,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String reason) {
        GrantAdministration.Offer offer() {
            return new GrantAdministration.Offer(
                    text(consumer),
                    text(resource),
                    Objects.requireNonNullElse(items, List.of()),
                    text(purpose),
                    Objects.requireNonNullElse(purposeLabel, new Label("", "")),
                    text(basis),
                    !Boolean.FALSE.equals(consentNeeded),
                    level(clearance),
                    Objects.requireNonNullElse(perMinute, 0),
                    Objects.requireNonNullElse(from, Instant.EPOCH),
                    Objects.requireNonNullElse(to, Instant.EPOCH));
        }
    }

    /** What is left; see {@link Giving}. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Narrowed(
            @Nullable List<String> items,
            @Nullable Integer clearance,
            @Nullable Integer perMinute,
            @Nullable Instant to,
            @Nullable String reason) {
        GrantAdministration.Narrowing left() {
            return new GrantAdministration.Narrowing(
                    Objects.requireNonNullElse(items, List.of()),
                    level(clearance),
                    Objects.requireNonNullElse(perMinute, 0),
                    Objects.requireNonNullElse(to, Instant.EPOCH));
        }
    }

    private static @Nullable SecurityLevel level(@Nullable Integer number) {
        SecurityLevel[] levels = SecurityLevel.values();
        return number == null || number < 1 || number > levels.length ? null : levels[number - 1];
    }

    /** @param allowed GIVE, NARROW, SUSPEND, RESUME, END: what the caller may do with it now */
    @JsonNaming(SnakeCaseStrategy.class)
    record HeldView(GrantView grant, @Nullable String provider, String state, List<String> allowed) {
        static HeldView of(GrantAdministration.Held held) {
            return new HeldView(
                    GrantView.of(held.grant()),
                    held.provider(),
                    held.state().name(),
                    held.allowed().stream().map(Enum::name).sorted().toList());
        }
    }

    @GetMapping(PATH)
    Page<GrantView> grants(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        int rows = Math.clamp(size, 1, 200);
        int number = Math.clamp(page, 0, 1_000_000);
        List<Grant> all = grants.all();
        List<GrantView> shown = all.stream()
                .skip((long) number * rows)
                .limit(rows)
                .map(GrantView::of)
                .toList();
        return new Page<>(shown, number, rows, all.size());
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record GrantView(
            String id,
            String consumer,
            String resource,
            List<String> items,
            String purpose,
            Label purposeLabel,
            String basis,
            boolean consentNeeded,
            List<String> othersItems,
            int clearance,
            int perMinute,
            Instant from,
            Instant to,
            boolean suspended) {
        static GrantView of(Grant grant) {
            return new GrantView(
                    grant.id(),
                    grant.consumer(),
                    grant.resource(),
                    grant.items(),
                    grant.purpose(),
                    grant.purposeLabel(),
                    grant.basis(),
                    grant.consentNeeded(),
                    grant.othersItems(),
                    grant.clearance().number(),
                    grant.perMinute(),
                    grant.from(),
                    grant.to(),
                    grant.isSuspended());
        }
    }
}
