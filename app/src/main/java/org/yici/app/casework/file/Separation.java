package org.yici.app.casework.file;

import java.util.Optional;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;

/** Who may not act on a case although it is among their duties: its parties, and who did a task that must be another's. */
public final class Separation {
    /** ExpressionContext of this name tell who did a task. */
    private static final String DONE = "done.";

    /** ExpressionContext of this name tell who proposed what another then confirmed. */
    private static final String PROPOSED = "proposed.";

    private Separation() {}

    public static void requireStranger(User user, CaseFile file) {
        if (takesPart(user, file)) {
            throw new NotAllowedException("Whoever takes part in case " + file.number + " may not decide it");
        }
    }

    /** Whether somebody is a party, or began the case. */
    public static boolean takesPart(User user, CaseFile file) {
        return !file.partiesOf(user).isEmpty()
                || file.opener.account().equals(user.username())
                || file.opener.citizenId().equals(user.citizenId());
    }

    /** Requires that somebody else did the tasks from which this one is separate. */
    public static void require(User user, CaseFile file, CaseProcess.UserTask step) {
        requireStranger(user, file);
        Optional<String> own = ownTask(user, file, step);
        if (own.isPresent()) {
            throw new NotAllowedException("You did the task " + own.get() + " of case " + file.number
                    + "; somebody else must do the task " + step.key());
        }
    }

    /** Whether somebody of whose duties a task is may do it in a case. */
    public static boolean allows(User user, CaseFile file, CaseProcess.UserTask step) {
        return !takesPart(user, file) && ownTask(user, file, step).isEmpty();
    }

    private static Optional<String> ownTask(User user, CaseFile file, CaseProcess.UserTask step) {
        return step.separateFrom().stream()
                .filter(key -> user.actor().equals(file.stepValues.get(DONE + key))
                        || user.actor().equals(file.stepValues.get(PROPOSED + key)))
                .findFirst();
    }

    public static void proposed(String actor, CaseFile file, CaseProcess.UserTask step) {
        file.stepValues.put(PROPOSED + step.key(), actor);
    }

    public static void done(User user, CaseFile file, CaseProcess.UserTask step) {
        file.stepValues.put(DONE + step.key(), user.actor());
    }
}
