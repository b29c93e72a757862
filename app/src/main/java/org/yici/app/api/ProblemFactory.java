package org.yici.app.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.yici.app.exchange.Admission;
import org.yici.app.exchange.CallRule;
import org.yici.app.exchange.Outcome;
import org.yici.app.exchange.Rule;
import org.yici.kernel.ledger.Receipt;
import tools.jackson.databind.json.JsonMapper;

/**
 * Forms problems, for controllers and for filters alike. Their details come in the caller's language: in English as whoever refused says it,
 * which may name cases and values; in Chinese as the catalogue of problems says it of the code. What is particular stands in the fields too.
 */
@Component
class ProblemFactory {
    /** Seconds. */
    private static final String RETRY_AFTER = "5";

    private final MessageSource messages;
    private final JsonMapper json;

    ProblemFactory(MessageSource messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    Problem of(ProblemCode code, String detail) {
        return of(code, detail, null);
    }

    Problem of(ProblemCode code, String detail, @Nullable Map<String, String> fields) {
        return new Problem(
                "urn:yici:problem:" + code.code(),
                say("problem." + code.code(), code.code()),
                code.status().value(),
                detail("problem." + code.code(), detail),
                cause(detail),
                null,
                fields,
                null);
    }

    /** What the framework refuses before anything of ours has seen it. */
    Problem of(HttpStatus status, String detail) {
        return new Problem(
                "about:blank",
                isEnglish() ? status.getReasonPhrase() : say("problem.request", status.getReasonPhrase()),
                status.value(),
                detail("problem.request", detail),
                cause(detail),
                null,
                null,
                null);
    }

    Problem of(Outcome.Refused refused) {
        return of(refused.rule().code(), status(refused.rule()), refused.detail(), null, refused.receipt());
    }

    Problem of(Admission.TurnedAway away) {
        return of(away.rule().code(), status(away.rule()), away.detail(), null, away.receipt());
    }

    Problem of(Admission.TurnedAway away, HttpStatus status, Map<String, String> fields) {
        return of(away.rule().code(), status, away.detail(), fields, away.receipt());
    }

    /** What refused said, where the reader is told the code's sentence in its place: the particulars are not lost. */
    private static @Nullable String cause(String said) {
        return isEnglish() || said.isBlank() ? null : said;
    }

    ResponseEntity<Object> response(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** A problem that passes by itself: says when to try again. */
    ResponseEntity<Object> busy(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
                .body(problem);
    }

    void write(Problem problem, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status());
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    private Problem of(
            String rule, HttpStatus status, String detail, @Nullable Map<String, String> fields, Receipt receipt) {
        return new Problem(
                "urn:yici:rule:" + rule,
                say("rule." + rule, rule),
                status.value(),
                detail("rule." + rule, detail),
                cause(detail),
                rule,
                fields,
                receipt);
    }

    private static HttpStatus status(Rule rule) {
        return switch (rule) {
            case UNKNOWN_RESOURCE -> HttpStatus.NOT_FOUND;
            case NOT_SHARED,
                    NO_GRANT,
                    GRANT_EXPIRED,
                    GRANT_SUSPENDED,
                    PURPOSE_NOT_GRANTED,
                    ITEM_NOT_GRANTED,
                    CONSENT_MISSING -> HttpStatus.FORBIDDEN;
            case CASE_MISSING -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_FREQUENT, TOO_MANY_CLAIMS -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static HttpStatus status(CallRule rule) {
        return switch (rule) {
            case UNSUPPORTED_DIGEST -> HttpStatus.BAD_REQUEST;
            case BAD_SIGNATURE, UNKNOWN_KEY, STALE_REQUEST, WRONG_DIGEST -> HttpStatus.UNAUTHORIZED;
            case REPLAYED -> HttpStatus.CONFLICT;
            case MALFORMED_REQUEST -> HttpStatus.BAD_REQUEST;
            case SYSTEM_NOT_OF_DEPARTMENT -> HttpStatus.FORBIDDEN;
        };
    }

    private String detail(String key, String english) {
        return isEnglish() && !english.isBlank() ? english : say(key + ".detail", english);
    }

    private static boolean isEnglish() {
        return LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
    }

    private String say(String key, String otherwise) {
        String text = messages.getMessage(key, null, otherwise, LocaleContextHolder.getLocale());
        return text == null ? otherwise : text;
    }
}
