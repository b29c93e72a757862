package org.yici.app.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Audits of the whole log in the background, one at a time, as {@code ./yici ledger audit} does them from the command line. */
public interface AuditRuns {
    /**
     * Starts an audit; does nothing if one is under way.
     *
     * @param account name of the auditor's account
     */
    void start(String account);

    /** Stops the audit that is under way, if one is. */
    void cancel();

    /** The last audit, over or not. */
    Optional<Run> last();

    /** The audits before the last, newest first. */
    List<Run> before(int most);

    /** How an audit stands. */
    enum State {
        RUNNING,
        /** Everything is as it was written and signed. */
        CLEAN,
        /** Something was altered or is missing. */
        FOUND,
        CANCELLED,
        /** It could not be finished; that says nothing about the log. */
        FAILED
    }

    /**
     * An audit.
     *
     * @param by name of the account that started it
     * @param done how many entries are done; of one that is over, how many it read
     * @param total how many there are, 0 while that is not known
     * @param root the newest checkpoint's root in hexadecimal, empty if there is none
     * @param found how many findings there are
     * @param findings the first of them: kind and message, in English
     * @param failure why it could not be finished
     */
    record Run(
            long id,
            String by,
            Instant startedAt,
            @Nullable Instant endedAt,
            State state,
            long done,
            long total,
            long nodes,
            long checkpoints,
            String root,
            long found,
            List<String> findings,
            @Nullable String failure) {
        public Run {
            findings = List.copyOf(findings);
        }

        public boolean running() {
            return state == State.RUNNING;
        }

        /** 0 to 100; a finished one has 100. */
        public int percent() {
            return total == 0 ? 0 : (int) Math.min(100, 100 * done / total);
        }
    }
}
