package org.yici.kernel.ledger;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.List;
import org.yici.kernel.signature.Ed25519;

/** Signs notes with an Ed25519 key under a name (C2SP signed-note). */
public final class NoteSigner {
    private final PrivateKey key;
    private final VerifierKey verifier;

    /**
     * Makes a signer.
     *
     * @param name the signer's name; for a log, its origin
     * @param keys an Ed25519 key pair
     * @throws IllegalArgumentException if the name has spaces or a plus, or the keys are of another kind
     */
    public NoteSigner(String name, KeyPair keys) {
        this.key = keys.getPrivate();
        this.verifier = VerifierKey.of(name, keys.getPublic());
    }

    /** The key that verifies what this signs. */
    public VerifierKey verifier() {
        return verifier;
    }

    /** Signs a text, which must end with a newline. */
    public SignedNote sign(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("The text of a note ends with a newline.");
        }
        byte[] signature = Ed25519.sign(key, StrictText.encode(text));
        byte[] line = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(verifier.id())
                .put(signature)
                .array();
        return new SignedNote(text, List.of(new SignedNote.Signature(verifier.name(), StrictBase64.encode(line))));
    }
}
