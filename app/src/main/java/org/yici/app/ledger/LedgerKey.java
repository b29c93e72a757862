package org.yici.app.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yici.app.store.SecretFiles;
import org.yici.app.store.WholeFile;
import org.yici.kernel.ledger.LogName;
import org.yici.kernel.ledger.NoteSigner;
import org.yici.kernel.ledger.SignedNote;
import org.yici.kernel.ledger.VerifierKey;

/** The key that signs checkpoints: {@code ledger.key} in the platform's home, and beside it {@code ledger.vkey} for verifiers. */
final class LedgerKey {
    private static final String ADVICE =
            " Put back the file that belongs to this database, from the backup of the home folder";

    private LedgerKey() {}

    /**
     * Reads the key, or makes it for a log that has none yet.
     *
     * @param head the log as it is; null if there is none yet
     * @throws LedgerStateException if the log was signed by another key or under another name
     */
    static NoteSigner open(SecretFiles secrets, Path home, String origin, @Nullable Head head) {
        Path file = home.resolve("ledger.key");
        if (LogName.number(origin) > 1) {
            throw new LedgerStateException(
                    "yici.ledger.origin is " + origin + "; a name that ends in a number is that of"
                            + " a log that was begun anew after a loss. Set another, such as " + origin + "/ledger");
        }
        try {
            if (!Files.exists(file)) {
                if (head != null) {
                    throw new LedgerStateException("The ledger's key " + file + " is missing, but the ledger has "
                            + head.size() + " entries." + ADVICE);
                }
                create(secrets, file);
            }
            // A log that was begun anew has the number of its beginning in its name.
            boolean later = head != null && LogName.isLater(head.log(), origin);
            NoteSigner signer = new NoteSigner(later && head != null ? head.log() : origin, read(secrets, file));
            if (head != null) {
                check(signer.verifier(), head, file);
            }
            publish(home, signer);
            return signer;
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger's key " + file + " cannot be used: " + e.getMessage(), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new LedgerStateException(
                    "The ledger's key " + file + " is not readable: " + e.getMessage() + "." + ADVICE);
        }
    }

    /**
     * Signs under another name with the key that there is.
     *
     * @throws LedgerStateException if there is none, or the home's {@code ledger.vkey} is of another
     */
    static NoteSigner signer(SecretFiles secrets, Path home, String name) {
        Path file = home.resolve("ledger.key");
        try {
            NoteSigner signer = new NoteSigner(name, read(secrets, file));
            VerifierKey published = verifier(home);
            if (!signer.verifier().forLog(published.name()).toString().equals(published.toString())) {
                throw new LedgerStateException(
                        "The keys " + file + " and ledger.vkey do not belong together." + ADVICE);
            }
            return signer;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new LedgerStateException(
                    "The ledger's key " + file + " is not readable: " + e.getMessage() + "." + ADVICE);
        }
    }

    /** Shows verifiers the key, under the log's name. */
    static void publish(Path home, NoteSigner signer) throws IOException {
        WholeFile.write(verifierFile(home), signer.verifier() + "\n");
    }

    static Path verifierFile(Path home) {
        return home.resolve("ledger.vkey");
    }

    /** The key that the home shows to verifiers. */
    static VerifierKey verifier(Path home) {
        try {
            return VerifierKey.parse(Files.readString(verifierFile(home)).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new LedgerStateException(
                    "The file " + verifierFile(home) + " is not readable: " + e.getMessage() + "." + ADVICE);
        }
    }

    private static void check(VerifierKey key, Head head, Path file) {
        SignedNote note = SignedNote.parse(head.note());
        SignedNote.Signature signature = note.signatures().getFirst();
        if (!signature.name().equals(key.name())) {
            throw new LedgerStateException("The ledger is called " + signature.name() + ", but yici.ledger.origin says "
                    + key.name() + "; set yici.ledger.origin back");
        }
        if (!key.matches(signature)) {
            throw new LedgerStateException("The ledger was signed by another key than that in " + file + "." + ADVICE);
        }
        if (!key.verifies(note.text(), signature)) {
            throw new LedgerStateException(
                    "The ledger's newest checkpoint has a wrong signature; run ./yici ledger audit to see what was altered");
        }
    }

    private static void create(SecretFiles secrets, Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        secrets.write(
                file,
                pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                        + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private static KeyPair read(SecretFiles secrets, Path file) throws IOException, GeneralSecurityException {
        String text = secrets.read(file);
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        KeyPair pair = new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(block(text, "PUBLIC KEY"))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY"))));
        NoteSigner probe = new NoteSigner("probe", pair);
        SignedNote note = probe.sign("probe\n");
        if (!probe.verifier().verifies(note.text(), note.signatures().getFirst())) {
            throw new IllegalArgumentException("its two halves do not belong together");
        }
        return pair;
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static byte[] block(String pem, String label) {
        Matcher matcher = Pattern.compile(
                        "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
                .matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException("it has no " + label);
        }
        return Base64.getMimeDecoder().decode(matcher.group(1));
    }
}
