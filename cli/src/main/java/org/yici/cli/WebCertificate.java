package org.yici.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The certificate that the platform serves TLS with. Its files are looked at before the start, because what Spring says of a wrong one does
 * not name the file. They are taken anew when they change, unless the settings say otherwise; what does not fit together is not taken.
 */
final class WebCertificate implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    /** The setting that names the certificate; without it the platform serves HTTP. */
    static final String BUNDLE = "server.ssl.bundle";

    private static final byte[] SAMPLE = {1, 2, 3};

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        look(event.getEnvironment());
    }

    /** @throws UsageException if the files are not those of a certificate and its key; the message names file and setting */
    static void look(ConfigurableEnvironment settings) {
        String bundle = settings.getProperty(BUNDLE);
        if (bundle == null) {
            return;
        }
        String prefix = "spring.ssl.bundle.pem." + bundle + ".";
        String keystore = prefix + "keystore.";
        settings.getPropertySources()
                .addLast(new MapPropertySource(
                        "certificate", Map.of(prefix + "reload-on-update", true, keystore + "verify-keys", true)));
        X509Certificate certificate = read(
                settings,
                keystore + "certificate",
                "certificate",
                pem -> pem.getCertificates().getFirst());
        @Nullable String password = settings.getProperty(keystore + "private-key-password");
        PrivateKey key = read(settings, keystore + "private-key", "private key", pem -> pem.getPrivateKey(password));
        if (!belong(certificate, key)) {
            throw new UsageException("The private key in " + settings.getProperty(keystore + "private-key")
                    + " is not that of the certificate in " + settings.getProperty(keystore + "certificate")
                    + "; the certificate itself must come first there, before those of its chain");
        }
    }

    private static <T> T read(
            ConfigurableEnvironment settings, String name, String what, Function<PemContent, @Nullable T> reader) {
        String value = settings.getProperty(name);
        if (value == null) {
            throw new UsageException(
                    BUNDLE + " is " + settings.getProperty(BUNDLE) + ", but no setting " + name + " names its file");
        }
        Path file = Path.of(value.replaceFirst("^file:", ""));
        if (!Files.isReadable(file)) {
            throw new UsageException(
                    "The " + what + "'s file " + file + " (" + name + ") is not there or cannot be read");
        }
        T found;
        try {
            found = reader.apply(PemContent.load(file));
        } catch (IOException | RuntimeException e) {
            throw new UsageException("The file " + file + " (" + name + ") holds no " + what + " in PEM: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        if (found == null) {
            throw new UsageException("The file " + file + " (" + name + ") holds no " + what + " in PEM");
        }
        return found;
    }

    private static boolean belong(X509Certificate certificate, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
