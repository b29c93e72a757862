package org.yici.kernel.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The {@code Content-Digest} field (RFC 9530) with {@code sha-256}. */
public final class ContentDigest {
    private static final String ALGORITHM = "sha-256";

    private ContentDigest() {}

    /** The field's value for a content. */
    public static String of(byte[] content) {
        return ALGORITHM + "=" + StructuredFields.bytes(sha256(content));
    }

    /** What a {@code Content-Digest} field says of a content. */
    public enum Verdict {
        /** It names this content. */
        RIGHT,
        /** It names another content. */
        OTHER_CONTENT,
        /** It has no {@code sha-256}, the one algorithm that is supported. */
        UNSUPPORTED_ALGORITHM,
        /** It is no dictionary of byte sequences (RFC 9530). */
        MALFORMED
    }

    /**
     * Holds a field against a content. Where it names several digests, the one of {@code sha-256} counts; the others are covered
     * by the signature like it and say nothing more.
     */
    public static Verdict verdict(String field, byte[] content) {
        Verdict verdict = Verdict.UNSUPPORTED_ALGORITHM;
        try {
            for (String member : field.split(",", -1)) {
                StructuredFields.Member<byte[]> digest = StructuredFields.byteSequence(member, "Content-Digest");
                if (digest.label().equals(ALGORITHM)) {
                    if (verdict != Verdict.UNSUPPORTED_ALGORITHM) {
                        return Verdict.MALFORMED;
                    }
                    verdict = MessageDigest.isEqual(digest.value(), sha256(content))
                            ? Verdict.RIGHT
                            : Verdict.OTHER_CONTENT;
                }
            }
        } catch (InvalidSignatureException e) {
            return Verdict.MALFORMED;
        }
        return verdict;
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
