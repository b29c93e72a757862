package org.yici.app.api;

import org.springframework.http.HttpStatus;

/** The problems that are not a rule's refusal, with their status and whose fault they are. */
enum ProblemCode {
    MALFORMED_REQUEST("malformed-request", HttpStatus.BAD_REQUEST, Fault.CALLER),
    INVALID_FIELDS("invalid-fields", HttpStatus.UNPROCESSABLE_CONTENT, Fault.CALLER),
    SIGN_IN_NEEDED("sign-in-needed", HttpStatus.UNAUTHORIZED, Fault.CALLER),
    NOT_ALLOWED("not-allowed", HttpStatus.FORBIDDEN, Fault.CALLER),
    NOT_FOUND("not-found", HttpStatus.NOT_FOUND, Fault.CALLER),
    CHANGED_MEANWHILE("changed-meanwhile", HttpStatus.CONFLICT, Fault.CALLER),
    INVALID_DEFINITION("invalid-definition", HttpStatus.UNPROCESSABLE_CONTENT, Fault.CALLER),
    DEFINITION_CONFLICT("definition-conflict", HttpStatus.CONFLICT, Fault.CALLER),
    VERSION_CHANGED("version-changed", HttpStatus.PRECONDITION_FAILED, Fault.CALLER),
    EVIDENCE_CHANGED("evidence-changed", HttpStatus.CONFLICT, Fault.CALLER),
    ALREADY_CLAIMED("already-claimed", HttpStatus.CONFLICT, Fault.CALLER),
    WRONG_STATE("wrong-state", HttpStatus.CONFLICT, Fault.CALLER),
    TOO_OFTEN("too-often", HttpStatus.TOO_MANY_REQUESTS, Fault.CALLER),
    TOO_MANY_REQUESTS("too-many-requests", HttpStatus.TOO_MANY_REQUESTS, Fault.CALLER),
    TOO_MANY_DRAFTS("too-many-drafts", HttpStatus.CONFLICT, Fault.CALLER),
    TOO_MANY_CORRECTIONS("too-many-corrections", HttpStatus.CONFLICT, Fault.CALLER),
    TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE, Fault.CALLER),
    WRONG_HOST("wrong-host", HttpStatus.MISDIRECTED_REQUEST, Fault.CALLER),
    TOO_MANY_STREAMS("too-many-streams", HttpStatus.TOO_MANY_REQUESTS, Fault.CALLER),
    STREAMS_FULL("streams-full", HttpStatus.SERVICE_UNAVAILABLE, Fault.PLATFORM),
    EVIDENCE_UNAVAILABLE("evidence-unavailable", HttpStatus.SERVICE_UNAVAILABLE, Fault.PLATFORM),
    LEDGER_UNAVAILABLE("ledger-unavailable", HttpStatus.SERVICE_UNAVAILABLE, Fault.PLATFORM),
    STORE_UNAVAILABLE("store-unavailable", HttpStatus.SERVICE_UNAVAILABLE, Fault.PLATFORM),
    INTERNAL_ERROR("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, Fault.PLATFORM);

    /** Whose fault it is: a caller's is not logged, the platform's is. */
    enum Fault {
        CALLER,
        PLATFORM
    }

    private final String code;
    private final HttpStatus status;
    private final Fault fault;

    ProblemCode(String code, HttpStatus status, Fault fault) {
        this.code = code;
        this.status = status;
        this.fault = fault;
    }

    String code() {
        return code;
    }

    HttpStatus status() {
        return status;
    }

    /** What a caller does about a request that is refused before it is understood. */
    String advice(long largestBody) {
        return switch (this) {
            case WRONG_HOST -> "The platform does not answer to this host name; use its own address";
            case TOO_LARGE -> "A request has at most " + largestBody + " bytes";
            default -> "Send well-formed UTF-8 without control characters, percent-encoded in addresses";
        };
    }

    Fault fault() {
        return fault;
    }
}
