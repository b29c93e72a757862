package org.yici.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;

/**
 * Closes the doors that Flink opens in any cluster, its REST endpoint and its store of files: both speak TLS only and ask for a
 * certificate of a key that is made for this one start and known to this process alone.
 */
final class ClusterKeys implements AutoCloseable {
    private static final long SECONDS = 60;

    /** Flink's own choice is for RSA keys, which take a second longer to make. */
    private static final String CIPHERS =
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";

    private final Path folder;
    private final String password;

    private ClusterKeys(Path folder, String password) {
        this.folder = folder;
        this.password = password;
    }

    /**
     * Makes a key and its certificate.
     *
     * @throws IOException if the JDK's {@code keytool} is missing or fails
     */
    static ClusterKeys make() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        // Only the owner may enter the folder.
        ClusterKeys keys = new ClusterKeys(
                Files.createTempDirectory("yici-flink-keys"), HexFormat.of().formatHex(random));
        try {
            keys.generate();
            return keys;
        } catch (IOException | RuntimeException e) {
            keys.close();
            throw e;
        }
    }

    private void generate() throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder builder = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "flink",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore().toString(),
                        // Arguments can be read by every process of the machine.
                        "-storepass:env",
                        "YICI_STORE",
                        "-J-Xshare:auto",
                        "-J-XX:TieredStopAtLevel=1")
                .redirectErrorStream(true);
        builder.environment().put("YICI_STORE", password);
        Process process = builder.start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("The key for Flink's listeners was not made by " + keytool + ": " + said);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the key for Flink's listeners was made", e);
        }
    }

    /** Writes into a configuration that both listeners use them. */
    void secure(Configuration configuration) {
        String store = keystore().toString();
        configuration.set(SecurityOptions.SSL_ALGORITHMS, CIPHERS);
        configuration.set(SecurityOptions.SSL_INTERNAL_ENABLED, true);
        configuration.set(SecurityOptions.SSL_INTERNAL_KEYSTORE, store);
        configuration.set(SecurityOptions.SSL_INTERNAL_KEYSTORE_PASSWORD, password);
        configuration.set(SecurityOptions.SSL_INTERNAL_KEY_PASSWORD, password);
        configuration.set(SecurityOptions.SSL_INTERNAL_TRUSTSTORE, store);
        configuration.set(SecurityOptions.SSL_INTERNAL_TRUSTSTORE_PASSWORD, password);
        configuration.set(SecurityOptions.SSL_REST_ENABLED, true);
        configuration.set(SecurityOptions.SSL_REST_AUTHENTICATION_ENABLED, true);
        configuration.set(SecurityOptions.SSL_REST_KEYSTORE, store);
        configuration.set(SecurityOptions.SSL_REST_KEYSTORE_PASSWORD, password);
        configuration.set(SecurityOptions.SSL_REST_KEY_PASSWORD, password);
        configuration.set(SecurityOptions.SSL_REST_TRUSTSTORE, store);
        configuration.set(SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD, password);
    }

    private Path keystore() {
        return folder.resolve("flink.p12");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(keystore());
        Files.deleteIfExists(folder);
    }
}
