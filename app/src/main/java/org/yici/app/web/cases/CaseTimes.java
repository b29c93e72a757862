package org.yici.app.web.cases;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.service.ServiceItem;

/** Puts the times of a case into words: promised, left, taken. */
@Component
class CaseTimes {
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    private final CaseTexts texts;

    CaseTimes(CaseTexts texts) {
        this.texts = texts;
    }

    CaseView.@Nullable Deadline deadline(Case.@Nullable Deadline deadline, Locale locale) {
        if (deadline == null) {
            return null;
        }
        Case.Pause pause = deadline.pause();
        return new CaseView.Deadline(
                CaseView.Time.of(deadline.acceptedAt()),
                CaseView.Time.orNull(deadline.promisedBy()),
                deadline.statutory(),
                pause == null
                        ? null
                        : new CaseView.Pause(
                                CaseView.Time.of(pause.since()),
                                texts.label(locale, pause.why()),
                                duration(pause.left(), locale),
                                pause.daysLeft()));
    }

    String promise(ServiceItem item, Locale locale) {
        int minutes = item.guide().promisedMinutes();
        return minutes % DAY == 0
                ? texts.text(locale, "duration.days", minutes / DAY)
                : minutes % HOUR == 0
                        ? texts.text(locale, "duration.hours", minutes / HOUR)
                        : texts.text(locale, "duration.minutes", minutes);
    }

    String took(Case found, Locale locale) {
        if (found.submittedAt() == null || found.closedAt() == null) {
            return "";
        }
        return duration(Duration.between(found.submittedAt(), found.closedAt()), locale);
    }

    private String duration(Duration taken, Locale locale) {
        return taken.toHours() > 0
                ? texts.text(locale, "casepage.duration.hours", taken.toHours(), taken.toMinutesPart())
                : texts.text(locale, "casepage.duration.minutes", taken.toMinutes(), taken.toSecondsPart());
    }
}
