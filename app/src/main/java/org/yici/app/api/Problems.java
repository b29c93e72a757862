package org.yici.app.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.yici.app.casework.CaseChangedException;
import org.yici.app.casework.ClaimedException;
import org.yici.app.casework.EvidenceChangedException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.TooManyDraftsException;
import org.yici.app.casework.TooOftenException;
import org.yici.app.casework.UnavailableException;
import org.yici.app.casework.VersionChangedException;
import org.yici.app.definition.DefinitionConflictException;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.exchange.InvalidCorrectionException;
import org.yici.app.exchange.InvalidGrantException;
import org.yici.app.exchange.TooManyCorrectionsException;
import org.yici.app.identity.InvalidKeyException;
import org.yici.app.ledger.LedgerUnavailableException;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.store.DatabaseFault;
import tools.jackson.databind.DatabindException;

/** What a REST controller throws becomes a problem (RFC 9457). Pages have error pages of their own. */
@RestControllerAdvice(annotations = RestController.class)
public class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final ProblemFactory problems;

    Problems(ProblemFactory problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Object> invalidFields(InvalidFieldsException e) {
        return problems.response(
                problems.of(ProblemCode.INVALID_FIELDS, "Correct the fields that are named", e.faults()));
    }

    @ExceptionHandler
    ResponseEntity<Object> invalidKey(InvalidKeyException e) {
        return problems.response(problems.of(ProblemCode.INVALID_FIELDS, message(e), e.faults()));
    }

    @ExceptionHandler
    ResponseEntity<Object> invalidFields(MethodArgumentNotValidException e) {
        Map<String, String> fields = new LinkedHashMap<>();
        e.getBindingResult()
                .getFieldErrors()
                .forEach(error -> fields.put(error.getField(), String.valueOf(error.getDefaultMessage())));
        return problems.response(problems.of(ProblemCode.INVALID_FIELDS, "Correct the fields that are named", fields));
    }

    @ExceptionHandler
    ResponseEntity<Object> malformed(HttpMessageNotReadableException e) {
        if (BoundaryFilter.causedBy(e, BoundedRequest.TooLargeException.class)) {
            return problems.response(problems.of(ProblemCode.TOO_LARGE, "The body is too long; send less"));
        }
        if (e.getCause() instanceof DatabindException fault && !fault.getPath().isEmpty()) {
            String field = String.valueOf(fault.getPath().getLast().getPropertyName());
            return problems.response(problems.of(
                    ProblemCode.MALFORMED_REQUEST,
                    "The field " + field + " is unknown or of a wrong type",
                    Map.of(field, "unknown or of a wrong type")));
        }
        return problems.response(problems.of(ProblemCode.MALFORMED_REQUEST, "The body must be a JSON object"));
    }

    @ExceptionHandler
    ResponseEntity<Object> malformed(MethodArgumentTypeMismatchException e) {
        return problems.response(problems.of(
                ProblemCode.MALFORMED_REQUEST,
                "The parameter " + e.getName() + " is not of its form",
                Map.of(e.getName(), "not of its form")));
    }

    @ExceptionHandler
    ResponseEntity<Object> notAllowed(NotAllowedException e) {
        return problems.response(problems.of(ProblemCode.NOT_ALLOWED, message(e)));
    }

    @ExceptionHandler
    ResponseEntity<Object> notAllowed(AccessDeniedException e) {
        return problems.response(problems.of(
                ProblemCode.NOT_ALLOWED,
                e instanceof AuthorizationDeniedException ? "Your account may not do this" : message(e)));
    }

    @ExceptionHandler
    ResponseEntity<Object> changedMeanwhile(CaseChangedException e) {
        return problems.response(problems.of(ProblemCode.CHANGED_MEANWHILE, message(e)));
    }

    /** Where each finding stands is in the fields: {@code line-3}, or {@code whole}. */
    @ExceptionHandler
    ResponseEntity<Object> invalidDefinition(InvalidDefinitionException e) {
        Map<String, String> fields = new LinkedHashMap<>();
        e.findings()
                .forEach(finding -> fields.merge(
                        finding.line() > 0 ? "line-" + finding.line() : "whole",
                        finding.english(),
                        (one, other) -> one + "; " + other));
        return problems.response(problems.of(ProblemCode.INVALID_DEFINITION, message(e), fields));
    }

    @ExceptionHandler
    ResponseEntity<Object> invalidGrant(InvalidGrantException e) {
        return problems.response(problems.of(ProblemCode.INVALID_FIELDS, message(e), e.faults()));
    }

    @ExceptionHandler
    ResponseEntity<Object> definitionConflict(DefinitionConflictException e) {
        return problems.response(problems.of(ProblemCode.DEFINITION_CONFLICT, message(e)));
    }

    @ExceptionHandler
    ResponseEntity<Object> versionChanged(VersionChangedException e) {
        Problem problem =
                problems.of(ProblemCode.VERSION_CHANGED, message(e), Map.of("version", Long.toString(e.version())));
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .eTag(CaseVersions.tag(e.version()))
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<Object> evidenceChanged(EvidenceChangedException e) {
        Map<String, String> changes = new LinkedHashMap<>();
        e.changes()
                .forEach(change -> changes.merge(
                        change.item() == null ? change.material() : change.material() + "." + change.item(),
                        change.text(),
                        (one, other) -> one + "; " + other));
        return problems.response(problems.of(ProblemCode.EVIDENCE_CHANGED, message(e), changes));
    }

    @ExceptionHandler
    ResponseEntity<Object> claimed(ClaimedException e) {
        return problems.response(problems.of(ProblemCode.ALREADY_CLAIMED, message(e), Map.of("case", e.holder())));
    }

    @ExceptionHandler
    ResponseEntity<Object> tooManyDrafts(TooManyDraftsException e) {
        return problems.response(
                problems.of(ProblemCode.TOO_MANY_DRAFTS, message(e), Map.of("cases", String.join(", ", e.numbers()))));
    }

    @ExceptionHandler
    ResponseEntity<Object> invalidCorrection(InvalidCorrectionException e) {
        return problems.response(problems.of(ProblemCode.INVALID_FIELDS, message(e), e.faults()));
    }

    @ExceptionHandler
    ResponseEntity<Object> tooManyCorrections(TooManyCorrectionsException e) {
        return problems.response(problems.of(ProblemCode.TOO_MANY_CORRECTIONS, message(e)));
    }

    @ExceptionHandler
    ResponseEntity<Object> unavailable(UnavailableException e) {
        return problems.busy(problems.of(ProblemCode.EVIDENCE_UNAVAILABLE, message(e)));
    }

    @ExceptionHandler
    ResponseEntity<Object> tooOften(TooOftenException e) {
        return problems.busy(problems.of(ProblemCode.TOO_OFTEN, message(e)));
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongState(IllegalCaseStateException e) {
        return problems.response(problems.of(ProblemCode.WRONG_STATE, message(e)));
    }

    @ExceptionHandler
    ResponseEntity<Object> notFound(NoSuchElementException e) {
        return problems.response(problems.of(ProblemCode.NOT_FOUND, message(e)));
    }

    @ExceptionHandler
    ResponseEntity<Object> ledgerUnavailable(LedgerUnavailableException e) {
        if (DatabaseFault.of(e) != DatabaseFault.AWAY) {
            log.error("The ledger took no act, so nothing was answered", e);
        }
        return problems.busy(problems.of(
                ProblemCode.LEDGER_UNAVAILABLE,
                "The ledger takes no entries now, so nothing is given; try again later"));
    }

    /** The reader has closed the page: there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        log.debug("A reader has gone");
    }

    @ExceptionHandler
    ResponseEntity<Object> tooMany(TooManyStreamsException e) {
        return problems.busy(problems.of(e.code(), "Close other pages of this kind, or try again later"));
    }

    @ExceptionHandler
    ResponseEntity<Object> anythingElse(Exception e) {
        if (BoundaryFilter.causedBy(e, ClientAbortException.class)) {
            log.debug("A reader has gone");
            return ResponseEntity.badRequest().build();
        }
        DatabaseFault fault = DatabaseFault.of(e);
        if (fault == DatabaseFault.BAD_VALUE) {
            return problems.response(problems.of(ProblemCode.MALFORMED_REQUEST, "A value is out of its range"));
        }
        // That the database is away is logged once, by whoever watches it.
        if (fault == DatabaseFault.AWAY || e instanceof DataAccessException || e instanceof TransactionException) {
            if (fault != DatabaseFault.AWAY) {
                log.error("The store failed", e);
            }
            return problems.busy(problems.of(ProblemCode.STORE_UNAVAILABLE, "The store failed; try again in a minute"));
        }
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            return problems.response(problems.of(
                    status, Objects.requireNonNullElse(known.getBody().getDetail(), "")));
        }
        log.error("A request failed", e);
        return problems.response(
                problems.of(ProblemCode.INTERNAL_ERROR, "This is our fault; the log of the platform says more"));
    }

    private static String message(RuntimeException e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }
}
