package org.yici.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets in the data folder, a file each. With a master key they are encrypted under it, bound to the file's name; one that lies there in
 * the clear is encrypted when it is read. The form is {@code sealed-file:1:}, the master key's id, a colon and Base64.
 */
public final class SecretFiles {
    private static final Logger log = LoggerFactory.getLogger(SecretFiles.class);
    private static final Pattern SEALED = Pattern.compile("sealed-file:1:([A-Za-z0-9._-]+):([A-Za-z0-9+/=]+)");

    private final @Nullable MasterKey master;

    /** @param master null if the secrets lie there as they are */
    public SecretFiles(@Nullable MasterKey master) {
        this.master = master;
    }

    /** Whether a file's content, or a setting that came from one, is encrypted. */
    public static boolean isSealed(String content) {
        return SEALED.matcher(content.strip()).matches();
    }

    /**
     * Reads a secret.
     *
     * @throws MasterKeyException if it is encrypted and the master key is missing or another one
     */
    public String read(Path file) throws IOException {
        String content = Files.readString(file);
        if (isSealed(content)) {
            return open(name(file), content);
        }
        if (master != null) {
            write(file, content);
            log.info("{} is encrypted under the master key {} from now on", file, master.id());
        }
        return content;
    }

    /** Opens what {@link #write} put into a file of this name. */
    String open(String name, String content) {
        Matcher sealed = SEALED.matcher(content.strip());
        if (!sealed.matches()) {
            throw new IllegalArgumentException(name + " is not sealed");
        }
        MasterKey key = master;
        if (key == null) {
            throw new MasterKeyException(
                    name + " is encrypted under the master key " + sealed.group(1)
                            + ", and no master key is given. Set yici.master-key.file, .command or .pkcs11 as it was (docs/operate.md)",
                    null);
        }
        if (!key.id().equals(sealed.group(1))) {
            throw new MasterKeyException(
                    name + " is encrypted under the master key " + sealed.group(1) + ", and the one that is given is "
                            + key.id() + ". Give the one that it was encrypted under",
                    null);
        }
        byte[] opened = key.decrypt(Base64.getDecoder().decode(sealed.group(2)), name);
        return new String(opened, StandardCharsets.UTF_8);
    }

    /** Writes a secret, whole or not at all, readable for its owner only. */
    public void write(Path file, String content) throws IOException {
        MasterKey key = master;
        SecretFile.write(
                file,
                key == null
                        ? content
                        : "sealed-file:1:" + key.id() + ":"
                                + Base64.getEncoder()
                                        .encodeToString(
                                                key.encrypt(content.getBytes(StandardCharsets.UTF_8), name(file)))
                                + "\n");
    }

    /**
     * Reads a random secret, or makes it if the file is not there.
     *
     * @return 32 random bytes
     * @throws UncheckedIOException if the file can neither be read nor made
     */
    public byte[] ensure(Path file) {
        try {
            if (Files.exists(file)) {
                return Base64.getDecoder().decode(read(file).strip());
            }
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            write(file, Base64.getEncoder().encodeToString(secret) + "\n");
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("The secret file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
