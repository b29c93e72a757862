package org.yici.app.casework.timeline;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.writeback.HinderedStore;
import org.yici.app.casework.writeback.WriteBackException;
import org.yici.app.service.WriteBack;
import org.yici.kernel.resource.Label;

/** Says on the timeline why a step does not get on, once, while the step itself is rolled back and tried again. */
@Component
public class Incidents {
    private static final Duration TELL_AGAIN = Duration.ofHours(1);
    private static final Logger log = LoggerFactory.getLogger(Incidents.class);

    private final CaseLog caseLog;
    private final TimelineStore timeline;
    private final TransactionTemplate aside;
    private final HinderedStore hindered;
    private final Clock clock;

    Incidents(
            CaseLog caseLog,
            TimelineStore timeline,
            HinderedStore hindered,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.clock = clock;
        this.hindered = hindered;
        this.caseLog = caseLog;
        this.timeline = timeline;
        this.aside = new TransactionTemplate(transactions);
        this.aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    public void notWritten(String number, WriteBack target, WriteBackException cause) {
        log.warn("Case {}: {}", number, cause.getMessage());
        CaseLog.Actor actor = new CaseLog.Actor(CaseLog.PLATFORM, Words.PLATFORM, target.department());
        Optional<String> hindrance = cause.hindrance();
        String key = hindrance.isPresent() ? "case.event.write-back-hindered" : "case.event.write-back-delayed";
        hindrance.ifPresent(
                why -> aside.executeWithoutResult(status -> hindered.hindered(number, target, why, clock.instant())));
        once(number, key, target.label(), () -> caseLog.note(number, actor, null, key, target.label()));
    }

    public void refused(String number, EvidenceRefusedException cause) {
        log.warn("Case {}: {}", number, cause.getMessage());
        once(
                number,
                "case.event.data-refused",
                cause.material().label(),
                () -> caseLog.note(
                        number,
                        CaseLog.Actor.platform().naming(List.of(cause.material().id())),
                        null,
                        "case.event.data-refused",
                        cause.material().label(),
                        Words.same(cause.rule())));
    }

    /** A retry that fails as the one before is told once an hour. */
    private void once(String number, String key, Label what, Runnable note) {
        aside.executeWithoutResult(status -> {
            if (!timeline.tellsSince(number, key, what, clock.instant().minus(TELL_AGAIN))) {
                note.run();
            }
        });
    }
}
