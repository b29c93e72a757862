package org.yici.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.yici.app.store.SecretFile;
import org.yici.kernel.signature.KeyNames;
import org.yici.kernel.signature.RequestSigner;

/**
 * The keys of departments' systems in a data folder, {@code keys/<system>.pem}: what each department would keep on its own machine.
 * A key's id is the system's name and the first 64 bits of the public key's SHA-256, so a new key has a new id.
 */
public final class SystemKeys {
    private SystemKeys() {}

    /**
     * Reads a system's public key, or makes the pair if the file is not there. The platform learns of it only when it is registered.
     *
     * @param home the data folder
     * @return the public key as PEM
     * @throws IOException if the file can neither be read nor made
     */
    public static String ensure(Path home, String system) throws IOException {
        Path file = file(home, system);
        try {
            if (!Files.exists(file)) {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                SecretFile.write(
                        file,
                        pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                                + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            }
            return pem("PUBLIC KEY", read(file).getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("The key file " + file + " holds no Ed25519 key: " + e.getMessage(), e);
        }
    }

    /**
     * What signs for a system.
     *
     * @throws UsageException if the folder has no key of that name
     */
    public static RequestSigner signer(Path home, String system) {
        Path file = file(home, system);
        if (!Files.exists(file)) {
            throw new UsageException(
                    "There is no key " + file + ". Is it this system's folder? Name its folder with --data,"
                            + " and a department's code with --as");
        }
        try {
            KeyPair pair = read(file);
            return new RequestSigner(KeyNames.id(system, pair.getPublic()), pair.getPrivate());
        } catch (IOException | GeneralSecurityException e) {
            throw new UsageException("The key file " + file + " cannot be used: " + e.getMessage());
        }
    }

    private static Path file(Path home, String system) {
        if (!system.matches("[a-z][a-z0-9-]{0,50}")) {
            throw new UsageException("'" + system + "' is not a system's name: lower-case letters, digits and hyphens");
        }
        return home.resolve("keys").resolve(system + ".pem");
    }

    private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file);
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(block(text, "PUBLIC KEY"))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY"))));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static byte[] block(String pem, String label) throws IOException {
        Matcher matcher = Pattern.compile(
                        "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
                .matcher(pem);
        if (!matcher.find()) {
            throw new IOException("it has no " + label);
        }
        return Base64.getMimeDecoder().decode(matcher.group(1));
    }
}
