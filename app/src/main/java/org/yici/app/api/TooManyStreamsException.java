package org.yici.app.api;

/** Whoever asks for one more event stream has as many as one account may have, or there is no room for anybody. */
final class TooManyStreamsException extends RuntimeException {
    private final ProblemCode code;

    TooManyStreamsException(ProblemCode code) {
        super(code.code());
        this.code = code;
    }

    ProblemCode code() {
        return code;
    }
}
