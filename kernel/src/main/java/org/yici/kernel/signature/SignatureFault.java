package org.yici.kernel.signature;

/** What can be wrong with a request's signature. */
public enum SignatureFault {
    /** There is no {@code Signature-Input} or no {@code Signature} field. */
    MISSING("missing"),
    /** A field is not in the canonical form of the profile, comes twice, or there is more than one signature. */
    MALFORMED("malformed"),
    /** The algorithm is not {@code ed25519}. */
    ALGORITHM("algorithm"),
    /** The tag is not {@code yici}: the signature was made for something else. */
    TAG("tag"),
    /** One of {@code created}, {@code nonce}, {@code keyid} is absent or not of the profile's form. */
    PARAMETER("parameter"),
    /** A component that must be covered is not. */
    NOT_COVERED("not-covered"),
    /** A covered component is not in the request, or is one that the profile does not know. */
    COMPONENT("component"),
    /** The signature is not that of the key over this request. */
    SIGNATURE("signature");

    private final String code;

    SignatureFault(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
