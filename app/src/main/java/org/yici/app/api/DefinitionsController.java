package org.yici.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.definition.Definition;
import org.yici.app.definition.Definitions;
import org.yici.app.definition.Definitions.Reviewed;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.kernel.resource.Label;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What people define: drafts, their review, editions. In addresses a name has a full stop for each slash. */
@RestController
@RequestMapping("/api/v1/definitions")
class DefinitionsController {
    private static final int LARGEST_PAGE = 200;

    private final Definitions definitions;

    DefinitionsController(Definitions definitions) {
        this.definitions = definitions;
    }

    @GetMapping
    Page<SummaryView> all(
            @CurrentUser User user,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return definitions
                .all(user, kind, Math.clamp(page, 0, 1_000_000), Math.clamp(size, 1, LARGEST_PAGE))
                .map(SummaryView::of);
    }

    /** What is to be put right in a text; nothing is kept. */
    @PostMapping("/{kind}/check")
    List<FindingView> check(@CurrentUser User user, @PathVariable String kind, @RequestBody Text text) {
        return FindingView.of(definitions.check(user, kind, text(text.text())));
    }

    /** Begins the draft of something new. */
    @PostMapping("/{kind}")
    @ResponseStatus(HttpStatus.CREATED)
    DefinitionView create(@CurrentUser User user, @PathVariable String kind, @RequestBody Text text) {
        return DefinitionView.of(definitions.save(user, kind, null, text(text.text()), 0));
    }

    @GetMapping("/{kind}/{address}")
    DefinitionView get(@CurrentUser User user, @PathVariable String kind, @PathVariable String address) {
        return DefinitionView.of(definitions.find(user, kind, Definition.name(address)));
    }

    @PutMapping("/{kind}/{address}/draft")
    DefinitionView save(
            @CurrentUser User user, @PathVariable String kind, @PathVariable String address, @RequestBody Text text) {
        return DefinitionView.of(
                definitions.save(user, kind, Definition.name(address), text(text.text()), version(text.version())));
    }

    @DeleteMapping("/{kind}/{address}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(
            @CurrentUser User user,
            @PathVariable String kind,
            @PathVariable String address,
            @RequestParam long version) {
        definitions.discard(user, kind, Definition.name(address), version);
    }

    @PostMapping("/{kind}/{address}/submission")
    DefinitionView submit(
            @CurrentUser User user, @PathVariable String kind, @PathVariable String address, @RequestBody Step step) {
        return DefinitionView.of(definitions.submit(user, kind, Definition.name(address), version(step.version())));
    }

    @PostMapping("/{kind}/{address}/comments")
    @ResponseStatus(HttpStatus.CREATED)
    DefinitionView comment(
            @CurrentUser User user, @PathVariable String kind, @PathVariable String address, @RequestBody Step step) {
        return DefinitionView.of(definitions.comment(user, kind, Definition.name(address), text(step.comment())));
    }

    @PostMapping("/{kind}/{address}/return")
    DefinitionView giveBack(
            @CurrentUser User user, @PathVariable String kind, @PathVariable String address, @RequestBody Step step) {
        return DefinitionView.of(definitions.giveBack(
                user, kind, Definition.name(address), version(step.version()), text(step.comment())));
    }

    /** Puts a draft in force, or takes what it proposes to withdraw out of force. */
    @PostMapping("/{kind}/{address}/publication")
    DefinitionView publish(
            @CurrentUser User user, @PathVariable String kind, @PathVariable String address, @RequestBody Step step) {
        return DefinitionView.of(definitions.publish(user, kind, Definition.name(address), version(step.version())));
    }

    /** Publishes several drafts that wait for review, all or none, each after those that it rests on. */
    @PostMapping("/publications")
    List<DefinitionView> publish(@CurrentUser User user, @RequestBody Publications publications) {
        List<DraftReference> named = publications.drafts();
        if (named == null || named.isEmpty() || named.contains(null)) {
            throw new InvalidDefinitionException(
                    0,
                    Label.of(
                            "drafts：请用 kind、name 和 version 写明每份草稿",
                            "drafts: name each draft by kind, name and version"));
        }
        List<Reviewed> drafts = named.stream()
                .map(draft -> new Reviewed(text(draft.kind()), text(draft.name()), version(draft.version())))
                .toList();
        return definitions.publish(user, drafts).stream()
                .map(DefinitionView::of)
                .toList();
    }

    /** Proposes to withdraw it. */
    @PostMapping("/{kind}/{address}/withdrawal")
    DefinitionView withdraw(
            @CurrentUser User user, @PathVariable String kind, @PathVariable String address, @RequestBody Step step) {
        return DefinitionView.of(definitions.withdraw(user, kind, Definition.name(address), text(step.comment())));
    }

    private static long version(@Nullable Long version) {
        return version == null ? 0 : version;
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /**
     * @param text YAML
     * @param version of the draft that is changed; 0 if there is none yet
     */
    record Text(@Nullable String text, @Nullable Long version) {}

    /**
     * @param version of the draft that is meant
     * @param comment why, where it must be said
     */
    record Step(@Nullable Long version, @Nullable String comment) {}

    record Publications(@Nullable List<DraftReference> drafts) {}

    /** @param version of the draft that was looked at */
    record DraftReference(
            @Nullable String kind,
            @Nullable String name,
            @Nullable Long version) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record SummaryView(
            String kind,
            String name,
            String address,
            @Nullable String department,
            String label,
            String labelEn,
            int edition,
            String state,
            Instant changedAt) {
        static SummaryView of(Definitions.Summary one) {
            return new SummaryView(
                    one.kind(),
                    one.name(),
                    one.address(),
                    one.department(),
                    one.label().zh(),
                    one.label().en(),
                    one.edition(),
                    one.state(),
                    one.changedAt());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record DefinitionView(
            String kind,
            String name,
            @Nullable String department,
            List<EditionView> editions,
            @Nullable Instant withdrawnAt,
            @Nullable DraftView draft,
            List<EventView> events,
            List<String> allowed) {
        static DefinitionView of(Definition one) {
            return new DefinitionView(
                    one.kind(),
                    one.name(),
                    one.department(),
                    one.editions().stream().map(EditionView::of).toList(),
                    one.withdrawnAt(),
                    DraftView.orNull(one.draft()),
                    one.events().stream().map(EventView::of).toList(),
                    one.allowed().stream().map(Enum::name).toList());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record EditionView(
            int number,
            String text,
            boolean fromPack,
            List<String> authors,
            @Nullable String reviewer,
            Instant publishedAt,
            @Nullable Long leaf) {
        static EditionView of(Definition.Edition one) {
            return new EditionView(
                    one.number(),
                    one.text(),
                    one.fromPack(),
                    one.authors(),
                    one.reviewer(),
                    one.publishedAt(),
                    one.leaf());
        }
    }

    /**
     * What is to be put right.
     *
     * @param line where, from 1; 0 if it is about the whole
     * @param text in English
     */
    record FindingView(int line, String text) {
        static List<FindingView> of(List<Finding> findings) {
            return findings.stream()
                    .map(one -> new FindingView(one.line(), one.english()))
                    .toList();
        }
    }

    /** @param withdrawal why it shall be withdrawn, or null */
    @JsonNaming(SnakeCaseStrategy.class)
    record DraftView(
            String text,
            boolean inReview,
            @Nullable String withdrawal,
            List<String> authors,
            int base,
            long version,
            Instant updatedAt,
            List<FindingView> findings) {
        static @Nullable DraftView orNull(Definition.@Nullable Draft one) {
            return one == null
                    ? null
                    : new DraftView(
                            one.text(),
                            one.inReview(),
                            one.withdrawal(),
                            one.authors(),
                            one.base(),
                            one.version(),
                            one.updatedAt(),
                            FindingView.of(one.findings()));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record EventView(
            Instant at,
            String step,
            String actor,
            @Nullable String comment,
            @Nullable Integer edition,
            @Nullable Long leaf) {
        static EventView of(Definition.Event one) {
            return new EventView(one.at(), one.step().name(), one.actor(), one.comment(), one.edition(), one.leaf());
        }
    }
}
