package org.yici.kernel.signature;

/** A request's signature is refused; the message says what to change and holds nothing of the request's content. */
public class InvalidSignatureException extends Exception {
    private final SignatureFault fault;

    public InvalidSignatureException(SignatureFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public SignatureFault fault() {
        return fault;
    }
}
