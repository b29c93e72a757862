package org.yici.app.api;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.exchange.AccessLog;
import org.yici.app.exchange.Consent;
import org.yici.app.exchange.Consents;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.app.store.Page;
import org.yici.kernel.resource.ItemType;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What a citizen may know and decide about data on itself. */
@RestController
@RequestMapping("/api/v1/my")
class MyController {
    private static final int LARGEST_PAGE = 200;

    private final Subjects subjects;
    private final AccessLog uses;
    private final Consents consents;

    MyController(Subjects subjects, AccessLog uses, Consents consents) {
        this.subjects = subjects;
        this.uses = uses;
        this.consents = consents;
    }

    @GetMapping("/uses")
    Page<UseView> uses(
            @CurrentUser User user,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return uses.of(subject(subjects, user), atLeastZero(page), sane(size)).map(UseView::of);
    }

    @GetMapping("/consents")
    Page<ConsentView> consents(
            @CurrentUser User user,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return consents.of(subject(subjects, user), atLeastZero(page), sane(size))
                .map(ConsentView::of);
    }

    @DeleteMapping("/consents/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@CurrentUser User user, @PathVariable UUID id) {
        consents.revoke(user.actor(), subject(subjects, user), id);
    }

    /** Whom a citizen's account is about. */
    static UUID subject(Subjects subjects, User user) {
        if (user.citizenId() == null) {
            throw new NoSuchElementException("This account is not of a citizen; there is no data about it");
        }
        return subjects.of(ItemType.CITIZEN_ID, user.citizenId());
    }

    static int atLeastZero(int page) {
        return Math.clamp(page, 0, 1_000_000);
    }

    static int sane(int size) {
        return Math.clamp(size, 1, LARGEST_PAGE);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record UseView(
            Instant at,
            String consumer,
            String actor,
            String kind,
            String resource,
            List<String> items,
            String purpose,
            String right,
            @Nullable UUID consent,
            @Nullable String caseNumber,
            boolean named,
            long leaf) {
        static UseView of(AccessLog.Use use) {
            return new UseView(
                    use.at(),
                    use.consumer(),
                    use.actor(),
                    use.kind(),
                    use.resource(),
                    use.items(),
                    use.purpose(),
                    use.right(),
                    use.consent(),
                    use.caseNumber(),
                    use.named(),
                    use.leaf());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record ConsentView(
            UUID id,
            String consumer,
            String resource,
            List<String> items,
            String purpose,
            @Nullable String caseNumber,
            Instant givenAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            Consent.@Nullable Ending ending) {
        static ConsentView of(Consent consent) {
            return new ConsentView(
                    consent.id(),
                    consent.consumer(),
                    consent.resource(),
                    consent.items(),
                    consent.purpose(),
                    consent.caseNumber(),
                    consent.givenAt(),
                    consent.expiresAt(),
                    consent.revokedAt(),
                    consent.ending());
        }
    }
}
