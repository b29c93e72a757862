package org.yici.app.web.cases;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.service.CaseProcess;

/**
 * How fast an instant item was granted. Casework measures it as results whose templates begin with <code>${since.</code>.
 *
 * @param seconds since the registration if that is fresh, else since the submission; null if the case is not granted
 * @param sinceSubmission the other figure, if {@code seconds} counts from the registration
 */
record CaseSpeed(
        @Nullable String seconds,
        boolean fromRegistration,
        @Nullable String sinceSubmission) {
    private static final String SINCE = "${since.";
    private static final String SINCE_SUBMISSION = "${since.case.";

    /** A registration older than this was not made for the case, so that counting from it would mean nothing. */
    private static final double FRESH_SECONDS = 3600;

    static CaseSpeed of(Case found, CaseTexts texts, Locale locale) {
        if (found.state() != State.COMPLETED || !found.item().isDecidedByRules()) {
            return new CaseSpeed(null, false, null);
        }
        String submission = figure(found, texts, locale, true).orElseGet(() -> elapsed(found));
        return figure(found, texts, locale, false)
                .filter(registration -> Double.parseDouble(registration) < FRESH_SECONDS)
                .map(registration -> new CaseSpeed(registration, true, submission))
                .orElseGet(() -> new CaseSpeed(submission, false, null));
    }

    /** Labels of the results that are figures of speed. */
    static Set<String> labels(Case found, CaseTexts texts, Locale locale) {
        return found.item().handling().results().stream()
                .filter(outcome -> outcome.value().startsWith(SINCE))
                .map(outcome -> texts.label(locale, outcome.label()))
                .collect(Collectors.toSet());
    }

    private static Optional<String> figure(Case found, CaseTexts texts, Locale locale, boolean sinceSubmission) {
        return found.item().handling().results().stream()
                .filter(outcome -> outcome.value().startsWith(SINCE)
                        && outcome.value().startsWith(SINCE_SUBMISSION) == sinceSubmission)
                .map(CaseProcess.Outcome::label)
                .map(label -> found.result().get(texts.label(locale, label)))
                .filter(Objects::nonNull)
                .filter(value -> value.matches("[0-9]+(\\.[0-9]+)?"))
                .findFirst();
    }

    private static String elapsed(Case found) {
        Duration taken = Duration.between(
                Objects.requireNonNullElse(found.submittedAt(), found.openedAt()),
                Objects.requireNonNull(found.closedAt()));
        return "%.1f".formatted(taken.toMillis() / 1000.0);
    }
}
