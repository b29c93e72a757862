package org.yici.app.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.exchange.Correction;
import org.yici.app.exchange.CorrectionText;
import org.yici.app.exchange.Corrections;
import org.yici.app.exchange.OwnData;
import org.yici.app.exchange.OwnRecord;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.app.store.Page;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What the registries hold about a citizen, and its requests for correction. */
@RestController
@RequestMapping("/api/v1/my")
class MyDataApiController {
    private final Subjects subjects;
    private final OwnData data;
    private final Corrections corrections;

    MyDataApiController(Subjects subjects, OwnData data, Corrections corrections) {
        this.subjects = subjects;
        this.data = data;
        this.corrections = corrections;
    }

    @GetMapping("/data")
    Page<RecordView> data(
            @CurrentUser User user,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        UUID subject = MyController.subject(subjects, user);
        return data.of(user, subject, MyController.atLeastZero(page), MyController.sane(size))
                .map(RecordView::of);
    }

    @GetMapping("/corrections")
    Page<CorrectionView> corrections(
            @CurrentUser User user,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return corrections
                .of(MyController.subject(subjects, user), MyController.atLeastZero(page), MyController.sane(size))
                .map(CorrectionView::of);
    }

    @PostMapping("/corrections")
    @ResponseStatus(HttpStatus.CREATED)
    CorrectionView request(@CurrentUser User user, @RequestBody Wanted wanted) {
        return CorrectionView.of(corrections.request(
                user,
                MyController.subject(subjects, user),
                new Corrections.Place(given(wanted.resource()), given(wanted.record()), given(wanted.item())),
                CorrectionText.of(wanted.wrong(), wanted.proposed())));
    }

    @DeleteMapping("/corrections/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@CurrentUser User user, @PathVariable UUID id) {
        corrections.withdraw(user, MyController.subject(subjects, user), id);
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * A request for correction.
     *
     * @param record names the record, as {@code GET /my/data} does
     * @param wrong what is wrong
     * @param proposed what would be right
     */
    record Wanted(
            @Nullable String resource,
            @Nullable String record,
            @Nullable String item,
            @Nullable String wrong,
            @Nullable String proposed) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record RecordView(
            String resource,
            String provider,
            String record,
            List<OwnRecord.OwnItem> items,
            Instant sourceTime,
            Instant arrivedAt,
            @Nullable Instant newerUnread) {
        static RecordView of(OwnRecord own) {
            return new RecordView(
                    own.resource(),
                    own.provider(),
                    own.record(),
                    own.items(),
                    own.sourceTime(),
                    own.arrivedAt(),
                    own.newerUnread());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record CorrectionView(
            UUID id,
            String resource,
            String department,
            String item,
            String shown,
            String wrong,
            String proposed,
            Instant requestedAt,
            String state,
            @Nullable Instant withdrawnAt,
            long leaf) {
        static CorrectionView of(Correction correction) {
            return new CorrectionView(
                    correction.id(),
                    correction.resource(),
                    correction.department(),
                    correction.item(),
                    correction.shown(),
                    correction.wrong(),
                    correction.proposed(),
                    correction.requestedAt(),
                    correction.open() ? "recorded" : "withdrawn",
                    correction.withdrawnAt(),
                    correction.leaf());
        }
    }
}
