package org.yici.app.casework.process;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.UnavailableException;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.writeback.WriteBackConnection;
import org.yici.app.casework.writeback.WriteBackException;
import org.yici.app.casework.writeback.WriteBackRefusedException;
import org.yici.app.casework.writeback.WrittenStore;
import org.yici.app.service.WriteBack;

/**
 * What a case has in departments' registers. A department's database commits by itself, so that a row is about to be written is noted
 * and committed before: whatever becomes of the step's own transaction, nobody takes such a case back, renews or refuses it before the
 * department's database has said whether the row is there.
 */
@Component
public class WriteBacks {
    private final WrittenStore store;
    private final WriteBackConnection desk;
    private final Clock clock;
    private final TransactionTemplate aside;

    WriteBacks(WrittenStore store, WriteBackConnection desk, Clock clock, PlatformTransactionManager transactions) {
        this.store = store;
        this.desk = desk;
        this.clock = clock;
        this.aside = new TransactionTemplate(transactions);
        this.aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Whether the row is there.
     *
     * @throws WriteBackException if the department's database does not say
     */
    boolean isWritten(String number, WriteBack target) {
        return desk.isWritten(number, target);
    }

    /**
     * Writes the row, or makes sure that the row that is there says the same.
     *
     * @throws WriteBackException if it could not be written, or nobody knows whether it was; writing again later is safe
     * @throws WriteBackRefusedException if the department's database refuses the row by a rule of its own
     */
    void write(CaseFile file, WriteBack target, Map<String, String> values) {
        String number = file.number;
        aside.executeWithoutResult(status -> store.begin(number, target, isDecided(file), clock.instant()));
        try {
            desk.write(number, target, values);
        } catch (WriteBackRefusedException e) {
            if (!e.isOtherRowThere()) {
                notWritten(number, target);
            }
            throw e;
        } catch (WriteBackException e) {
            if (!e.mayBeWritten()) {
                notWritten(number, target);
            }
            throw e;
        }
    }

    private void notWritten(String number, WriteBack target) {
        aside.executeWithoutResult(status -> store.notBegun(number, target.id()));
    }

    /** The row is there; counts with the caller's transaction. */
    void written(CaseFile file, WriteBack target) {
        store.written(file.number, target, isDecided(file), clock.instant());
    }

    private static boolean isDecided(CaseFile file) {
        return file.state() == State.REGISTERING;
    }

    /**
     * Lets a department refuse a case as long as its decision is not carried out in another department's register.
     *
     * @throws IllegalCaseStateException if it is: that department alone can correct it, and refuse the case then
     * @throws UnavailableException if that is not known, because the register's database does not answer
     */
    void requireRefusable(CaseFile file, @Nullable String department) {
        of(file);
        List<String> decided = store.decidedFor(file.number);
        if (!decided.isEmpty() && !decided.contains(String.valueOf(department))) {
            throw new IllegalCaseStateException(
                    "Case " + file.number + " is decided, and its result is in the register of "
                            + String.join(", ", decided)
                            + ": only an approver of that department may still refuse it, having corrected the register");
        }
    }

    /**
     * Steps whose rows are in departments' registers. Where that is not known, the department's database is asked.
     *
     * @throws UnavailableException if it does not answer: nothing may be done with the case before it does
     */
    public List<String> of(CaseFile file) {
        List<String> there = new ArrayList<>(store.written(file.number));
        for (String step : store.begun(file.number)) {
            WriteBack target = file.item.handling().writeBack(step).orElseThrow();
            if (isThere(file, target)) {
                there.add(step);
            } else {
                store.notBegun(file.number, step);
            }
        }
        return there;
    }

    private boolean isThere(CaseFile file, WriteBack target) {
        try {
            return desk.isWritten(file.number, target);
        } catch (WriteBackException e) {
            throw new UnavailableException("Case " + file.number + ": whether " + target.id()
                    + " is in the register of " + target.department()
                    + " is not known, because its database does not answer; nothing was changed."
                    + " Try again once it does: the platform asks it by itself, too");
        }
    }
}
