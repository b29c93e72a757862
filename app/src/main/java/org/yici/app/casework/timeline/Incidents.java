package org.yici.app.casework.timeline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.writeback.WriteBackException;
import org.yici.app.service.CaseProcess;

/** Says on the timeline why a step does not get on, once, while the step itself is rolled back and tried again. */
@Component
class Incidents {
    private static final Logger log = LoggerFactory.getLogger(Incidents.class);

    private final CaseLog journal;
    private final TimelineStore timeline;
    private final TransactionTemplate aside;

    Incidents(CaseLog journal, TimelineStore timeline, PlatformTransactionManager transactions) {
        this.journal = journal;
        this.timeline = timeline;
        this.aside = new TransactionTemplate(transactions);
        this.aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    void notWritten(String number, CaseProcess.WriteBack target, WriteBackException cause) {
        log.warn("Case {}: {}", number, cause.getMessage());
        CaseLog.Actor actor = new CaseLog.Actor(CaseLog.PLATFORM, Words.PLATFORM, target.department());
        once(
                number,
                "case.event.write-back-delayed",
                () -> journal.note(number, actor, null, "case.event.write-back-delayed", target.label()));
    }

    void refused(String number, EvidenceRefusedException cause) {
        log.warn("Case {}: {}", number, cause.getMessage());
        once(
                number,
                "case.event.data-refused",
                () -> journal.note(
                        number,
                        CaseLog.Actor.platform(),
                        null,
                        "case.event.data-refused",
                        cause.material().label(),
                        Words.same(cause.rule())));
    }

    private void once(String number, String key, Runnable note) {
        aside.executeWithoutResult(status -> {
            if (!timeline.endsWith(number, key)) {
                note.run();
            }
        });
    }
}
