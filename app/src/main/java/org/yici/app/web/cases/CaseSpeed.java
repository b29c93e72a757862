package org.yici.app.web.cases;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.service.CaseProcess.Speed;

/**
 * How fast a case was granted by rule, as the results say that its item declares for this.
 *
 * @param seconds since the registration if that is fresh, else since the submission; null if the case is not granted
 * @param sinceSubmission the other figure, if {@code seconds} counts from the registration
 */
record CaseSpeed(
        @Nullable String seconds,
        boolean fromRegistration,
        @Nullable String sinceSubmission) {
    /** A registration older than this was not made for the case, so that counting from it would mean nothing. */
    private static final double FRESH_SECONDS = 3600;

    static CaseSpeed of(Case found) {
        if (found.state() != State.COMPLETED || !found.item().isDecidedByRules()) {
            return new CaseSpeed(null, false, null);
        }
        String submission = figure(found, Speed.SUBMISSION).orElseGet(() -> elapsed(found));
        return figure(found, Speed.REGISTRATION)
                .filter(registration -> Double.parseDouble(registration) < FRESH_SECONDS)
                .map(registration -> new CaseSpeed(registration, true, submission))
                .orElseGet(() -> new CaseSpeed(submission, false, null));
    }

    private static Optional<String> figure(Case found, Speed since) {
        return found.result().stream()
                .filter(line -> line.speed() == since)
                .map(Case.Result::value)
                .findFirst();
    }

    private static String elapsed(Case found) {
        Duration taken = Duration.between(
                Objects.requireNonNullElse(found.submittedAt(), found.openedAt()),
                Objects.requireNonNull(found.closedAt()));
        return "%.1f".formatted(taken.toMillis() / 1000.0);
    }
}
