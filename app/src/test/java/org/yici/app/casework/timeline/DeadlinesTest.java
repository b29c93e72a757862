package org.yici.app.casework.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yici.app.casework.Case;
import org.yici.app.casework.file.Words;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.Label;

/** The promised time and the statutory one, as they follow from a timeline. 2026-11-27 is a Friday. */
class DeadlinesTest {
    private static final Label TAX = new Label("等待买方缴纳契税", "the buyer pays");
    private static final Instant ACCEPTED = Instant.parse("2026-11-27T02:00:00Z");
    private final Deadlines deadlines = new Deadlines(WorkingDays.of(Map.of()));

    @Test
    void bothCountFromTheAcceptance() {
        Case.Deadline deadline = deadline(null, List.of());
        assertThat(deadline.promisedBy()).isEqualTo("2026-11-27T03:00:00Z");
        assertThat(deadline.statutory().on()).isEqualTo(LocalDate.of(2026, 12, 4));
        assertThat(deadline.statutory().provisional()).as("no notice is known").isTrue();
        assertThat(deadline.pause()).isNull();
    }

    @Test
    void bothStandStillWhileOthersAreWaitedFor() {
        Case.Deadline deadline = deadline(null, List.of(paused("2026-11-27T02:20:00Z")));
        assertThat(deadline.promisedBy()).isNull();
        assertThat(deadline.statutory()).isNull();
        assertThat(deadline.pause())
                .isEqualTo(new Case.Pause(Instant.parse("2026-11-27T02:20:00Z"), TAX, Duration.ofMinutes(40), 5));
    }

    @Test
    void theyGoOnByWhatTheyStood() {
        Case.Deadline deadline = deadline(
                null,
                List.of(
                        paused("2026-11-20T02:00:00Z"),
                        paused("2026-11-27T02:20:00Z"),
                        paused("2026-11-28T02:20:00Z"),
                        resumed("2026-12-01T02:20:00Z"),
                        paused("2026-12-01T02:30:00Z"),
                        resumed("2026-12-01T02:50:00Z")));
        assertThat(deadline.promisedBy()).as("four days and 20 minutes").isEqualTo("2026-12-01T03:20:00Z");
        assertThat(deadline.statutory().on())
                .as("Monday and Tuesday did not count, the weekend never does")
                .isEqualTo(LocalDate.of(2026, 12, 8));
    }

    @Test
    void aPauseEndsWithTheCase() {
        Case.Deadline deadline =
                deadline(Instant.parse("2026-11-27T05:20:00Z"), List.of(paused("2026-11-27T02:20:00Z")));
        assertThat(deadline.pause()).isNull();
        assertThat(deadline.promisedBy()).isEqualTo("2026-11-27T06:00:00Z");
    }

    private Case.Deadline deadline(@Nullable Instant closed, List<TimelineStore.Entry> events) {
        Label none = new Label("", "");
        ServiceItem.Guide guide = new ServiceItem.Guide(
                none, 60, 5, 0, none, none, none, "", new ArrayList<>(), new ArrayList<>(), 0, null);
        return deadlines.of(ACCEPTED, closed, guide, events);
    }

    private static TimelineStore.Entry paused(String at) {
        return event(at, CaseTime.PAUSED, List.of(TAX));
    }

    private static TimelineStore.Entry resumed(String at) {
        return event(at, CaseTime.RESUMED, List.of());
    }

    private static TimelineStore.Entry event(String at, String key, List<Label> arguments) {
        return new TimelineStore.Entry(
                Instant.parse(at), key, arguments, Words.PLATFORM, null, null, null, null, null, null);
    }
}
