package org.yici.kernel.signature;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The signature that a request carries, of the profile's form but not yet believed.
 *
 * <p>The profile: one signature; algorithm {@code ed25519}; covered are {@code @method}, {@code @target-uri} (or
 * {@code @authority}, {@code @path} and {@code @query}) and, if there is a body, {@code content-digest}; the parameters
 * {@code created}, {@code nonce}, {@code keyid} and {@code tag="yici"} are present, {@code expires} may be.
 */
public final class PresentedSignature {
    /** The tag that says that a signature was made for this platform. */
    public static final String TAG = "yici";

    private static final Set<String> KNOWN_PARAMETERS = Set.of("created", "expires", "nonce", "keyid", "alg", "tag");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/=_-]{16,128}");

    private final HttpRequestMessage message;
    private final SignatureParameters parameters;
    private final byte[] signature;

    private PresentedSignature(HttpRequestMessage message, SignatureParameters parameters, byte[] signature) {
        this.message = message;
        this.parameters = parameters;
        this.signature = signature;
    }

    /**
     * Reads a request's signature and holds it against the profile; nothing is verified yet.
     *
     * @throws InvalidSignatureException if there is none, or it is not of the profile
     */
    public static PresentedSignature read(HttpRequestMessage message) throws InvalidSignatureException {
        PresentedSignature presented = parse(message);
        presented.holdAgainstProfile();
        return presented;
    }

    /** Reads the two fields without asking for the profile's components and parameters. */
    static PresentedSignature parse(HttpRequestMessage message) throws InvalidSignatureException {
        StructuredFields.Member<SignatureParameters> input =
                StructuredFields.signatureInput(single(message, "Signature-Input"));
        StructuredFields.Member<byte[]> signature =
                StructuredFields.byteSequence(single(message, "Signature"), "Signature");
        if (!input.label().equals(signature.label())) {
            throw new InvalidSignatureException(
                    SignatureFault.MALFORMED, "Signature-Input and Signature carry different labels");
        }
        return new PresentedSignature(message, input.value(), signature.value());
    }

    /** Id of the key that is claimed to have signed. */
    public String keyId() {
        return parameters.text("keyid").orElseThrow();
    }

    /** When it was signed, by the signer's clock. */
    public Instant created() {
        return Instant.ofEpochSecond(parameters.number("created").orElseThrow());
    }

    /** After when it must not be accepted, if the signer said so. */
    public Optional<Instant> expires() {
        return parameters.number("expires").map(Instant::ofEpochSecond);
    }

    /** A value that the key uses only once. */
    public String nonce() {
        return parameters.text("nonce").orElseThrow();
    }

    /**
     * Verifies the signature over everything that it covers. Whether the body is the one that the covered digest names is asked
     * with {@link #digest}.
     *
     * @throws InvalidSignatureException if it is not the key's, or a covered component is missing
     */
    public void verify(PublicKey key) throws InvalidSignatureException {
        String base = parameters.base(message);
        if (Ed25519.verifies(key, base.getBytes(StandardCharsets.UTF_8), signature)) {
            return;
        }
        throw new InvalidSignatureException(
                SignatureFault.SIGNATURE,
                "The signature is not that of the key over this request; sign the request exactly as it is sent");
    }

    /** Whether the body is the one that the {@code Content-Digest} field names; true if there is neither. */
    public boolean digestMatches() {
        return digest() == ContentDigest.Verdict.RIGHT;
    }

    /** What the {@code Content-Digest} field says of the body; right if there is neither. */
    public ContentDigest.Verdict digest() {
        List<String> lines = message.lines("content-digest");
        if (lines.isEmpty()) {
            return message.hasBody() ? ContentDigest.Verdict.OTHER_CONTENT : ContentDigest.Verdict.RIGHT;
        }
        return ContentDigest.verdict(String.join(", ", lines), message.body());
    }

    private void holdAgainstProfile() throws InvalidSignatureException {
        for (String name : parameters.values().keySet()) {
            if (!KNOWN_PARAMETERS.contains(name)) {
                throw new InvalidSignatureException(SignatureFault.PARAMETER, "Unknown parameter " + name);
            }
        }
        if (parameters.values().containsKey("alg")
                && !parameters.text("alg").orElse("").equals("ed25519")) {
            throw new InvalidSignatureException(SignatureFault.ALGORITHM, "The algorithm must be ed25519");
        }
        if (!parameters.text("tag").orElse("").equals(TAG)) {
            throw new InvalidSignatureException(SignatureFault.TAG, "The parameter tag must be \"" + TAG + "\"");
        }
        if (parameters.number("created").isEmpty()
                || parameters.values().containsKey("expires")
                        && parameters.number("expires").isEmpty()) {
            throw new InvalidSignatureException(
                    SignatureFault.PARAMETER, "The parameters created and expires must be whole seconds since 1970");
        }
        requireForm("keyid", KEY_ID, "1 to 128 letters, digits and . _ : @ -");
        requireForm("nonce", NONCE, "16 to 128 characters of base64 or base64url, used once");
        requireCoverage();
    }

    private void requireForm(String name, Pattern form, String words) throws InvalidSignatureException {
        if (!form.matcher(parameters.text(name).orElse("")).matches()) {
            throw new InvalidSignatureException(
                    SignatureFault.PARAMETER, "The parameter " + name + " must be " + words);
        }
    }

    private void requireCoverage() throws InvalidSignatureException {
        Set<String> covered = Set.copyOf(parameters.components());
        if (!covered.contains("@method")) {
            throw notCovered("@method");
        }
        if (!covered.contains("@target-uri") && !covered.containsAll(Set.of("@authority", "@path", "@query"))) {
            throw notCovered("@target-uri");
        }
        if (message.hasBody() && !covered.contains("content-digest")) {
            throw notCovered("content-digest");
        }
    }

    private static InvalidSignatureException notCovered(String component) {
        return new InvalidSignatureException(
                SignatureFault.NOT_COVERED, "The signature must cover \"" + component + "\"");
    }

    private static String single(HttpRequestMessage message, String field) throws InvalidSignatureException {
        List<String> lines = message.lines(field.toLowerCase(Locale.ROOT));
        if (lines.isEmpty()) {
            throw new InvalidSignatureException(
                    SignatureFault.MISSING,
                    "The request has no " + field + " field; sign it as RFC 9421 says, with a registered key");
        }
        if (lines.size() > 1) {
            throw new InvalidSignatureException(SignatureFault.MALFORMED, "The field " + field + " comes twice");
        }
        return lines.get(0);
    }
}
