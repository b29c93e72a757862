package org.yici.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Where the master key comes from. */
public final class MasterKeys {
    private static final int SECONDS = 30;
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rw-rw-");

    private MasterKeys() {}

    /**
     * Opens the master key of the settings, if they name one.
     *
     * @throws MasterKeyException if it is not there or cannot be used
     */
    public static Optional<MasterKey> open(Environment environment) {
        String home = environment.getProperty("yici.home");
        return Binder.get(environment)
                .bind("yici.master-key", MasterKeySettings.class)
                .map(settings -> {
                    requireElsewhere(settings.file(), home);
                    return open(settings);
                })
                .orElse(Optional.empty());
    }

    /** Beside what it opens it would protect nothing, and could be encrypted under itself. */
    private static void requireElsewhere(@Nullable Path file, @Nullable String home) {
        if (file != null
                && home != null
                && file.toAbsolutePath()
                        .normalize()
                        .startsWith(Path.of(home).toAbsolutePath().normalize())) {
            throw new MasterKeyException(
                    "The master key " + file + " lies in the data folder, beside what it opens; move it elsewhere",
                    null);
        }
    }

    static Optional<MasterKey> open(MasterKeySettings settings) {
        Path file = settings.file();
        String command = settings.command();
        MasterKeySettings.Pkcs11 device = settings.pkcs11();
        if (Stream.of(file, command, device).filter(Objects::nonNull).count() > 1) {
            throw new MasterKeyException(
                    "yici.master-key has several of file, command and pkcs11; leave one, for secrets have one master key",
                    null);
        }
        if (file != null) {
            return Optional.of(ofFile(file));
        } else if (command != null) {
            return Optional.of(ofCommand(command));
        }
        return Optional.ofNullable(device).map(MasterKeys::ofDevice);
    }

    private static MasterKey ofFile(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new MasterKeyException(
                        "The master key " + file.toAbsolutePath()
                                + " is not there. Put it back; for a new platform make one: ./yici master-key new "
                                + file,
                        null);
            }
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new MasterKeyException(
                        "The master key " + file + " can be read by other accounts of this machine: chmod 600 " + file,
                        null);
            }
            return key("The master key " + file, Files.readString(file));
        } catch (IOException e) {
            throw new MasterKeyException("The master key " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static MasterKey ofCommand(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.PIPE)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new MasterKeyException(
                        "The command of yici.master-key.command gave no key within " + SECONDS + " s", null);
            }
            String said = new String(process.getErrorStream().readNBytes(2_000), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new MasterKeyException(
                        "The command of yici.master-key.command ended with " + process.exitValue()
                                + (said.isEmpty()
                                        ? ""
                                        : ": " + said.lines().findFirst().orElse("")),
                        null);
            }
            return key(
                    "What the command of yici.master-key.command printed",
                    new String(process.getInputStream().readNBytes(10_000), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new MasterKeyException("The command of yici.master-key.command cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MasterKeyException("The start was interrupted", e);
        }
    }

    private static MasterKey key(String what, String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            if (key.length == AesMasterKey.BYTES) {
                return AesMasterKey.of(key);
            }
        } catch (IllegalArgumentException e) {
            // Said below; a wrong key is not repeated.
        }
        throw new MasterKeyException(
                what + " is no master key: it must be " + AesMasterKey.BYTES + " bytes in Base64, on one line", null);
    }

    private static MasterKey ofDevice(MasterKeySettings.Pkcs11 device) {
        Path library = device.library();
        String label = device.key();
        String password = device.password();
        if (library == null || label == null || password == null) {
            throw new MasterKeyException(
                    "yici.master-key.pkcs11 needs library, key and password (the PIN, in secrets/yici.master-key.pkcs11.password)",
                    null);
        }
        if (!Files.exists(library)) {
            throw new MasterKeyException("The library of the PKCS#11 device, " + library + ", is not there", null);
        }
        String slot = device.slot() == null ? "slotListIndex = 0" : "slot = " + device.slot();
        try {
            Provider provider = Security.getProvider("SunPKCS11")
                    .configure("--name = Yici\nlibrary = " + library.toAbsolutePath() + "\n" + slot + "\n");
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, password.toCharArray());
            Key found = keys.getKey(label, null);
            if (!(found instanceof SecretKey key) || !key.getAlgorithm().equals("AES")) {
                throw new MasterKeyException(
                        "The PKCS#11 device has no AES key called " + label
                                + ". If it was deleted, what is encrypted under it is lost;"
                                + " for a new platform make one there (docs/operate.md)",
                        null);
            }
            return new AesMasterKey("pkcs11-" + label.replaceAll("[^A-Za-z0-9._-]", "_"), key, provider);
        } catch (IOException | GeneralSecurityException | ProviderException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new MasterKeyException(
                    "The PKCS#11 device behind " + library + " cannot be opened: " + root.getMessage()
                            + ". Look at the slot's number and the PIN",
                    e);
        }
    }

    /**
     * Makes a new master key in a file that only the owner may read.
     *
     * @throws MasterKeyException if there is a file already
     */
    public static void create(Path file) {
        if (Files.exists(file)) {
            throw new MasterKeyException(
                    file
                            + " is there already; a master key is never overwritten, for what is encrypted under it would be lost",
                    null);
        }
        byte[] key = new byte[AesMasterKey.BYTES];
        new SecureRandom().nextBytes(key);
        try {
            SecretFile.write(file, Base64.getEncoder().encodeToString(key) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
