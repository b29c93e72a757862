package org.yici.app.casework.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ValueTypes;
import org.yici.kernel.resource.Label;

/**
 * Computes until when a case should and must be done, from its acceptance and the pauses on its timeline. The promised time counts minutes,
 * the statutory one working days: of a period and of a pause alike the day on which it begins does not count (Civil Code, article 201).
 */
@Component
public class Deadlines {
    private final WorkingDays days;

    Deadlines(WorkingDays days) {
        this.days = days;
    }

    /** @return null before the case is accepted */
    public Case.@Nullable Deadline of(CaseFile file, List<TimelineStore.Entry> timeline) {
        return file.acceptedAt == null ? null : of(file.acceptedAt, file.closedAt, file.item.guide(), timeline);
    }

    public Case.Deadline of(
            Instant accepted, @Nullable Instant closed, ServiceItem.Guide guide, List<TimelineStore.Entry> timeline) {
        Duration stood = Duration.ZERO;
        int daysStood = 0;
        Instant since = null;
        Label why = null;
        for (TimelineStore.Entry event : timeline) {
            if (event.at().isBefore(accepted)) {
                continue;
            }
            if (event.key().equals(CaseTime.PAUSED)) {
                since = since == null ? event.at() : since;
                why = event.arguments().getFirst();
            } else if (event.key().equals(CaseTime.RESUMED) && since != null) {
                stood = stood.plus(Duration.between(since, event.at()));
                daysStood += days.between(day(since), day(event.at()));
                since = null;
            }
        }
        if (since != null && closed != null) {
            stood = stood.plus(Duration.between(since, closed));
            daysStood += days.between(day(since), day(closed));
            since = null;
        }
        Instant promised =
                accepted.plus(Duration.ofMinutes(guide.promisedMinutes())).plus(stood);
        LocalDate due = days.after(day(accepted), guide.statutoryDays() + daysStood);
        if (since == null || why == null) {
            return new Case.Deadline(
                    accepted, promised, new Case.Statutory(due, !days.isNoticed(day(accepted), due)), null);
        }
        Duration left = Duration.between(since, promised);
        int daysLeft = day(since).isAfter(due) ? 0 : days.between(day(since), due);
        return new Case.Deadline(
                accepted, null, null, new Case.Pause(since, why, left.isNegative() ? Duration.ZERO : left, daysLeft));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ValueTypes.ZONE);
    }
}
