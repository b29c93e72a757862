package org.yici.cli.backup;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What a passphrase opens: files and seal of one backup, as {@link BackupForm} says. */
final class BackupKey {
    private static final int KEY = 32;
    private static final int SEGMENT = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final String id;
    private final AesGcmHkdfStreaming files;
    private final SecretKeySpec seal;
    private final String check;

    /** @param id of the backup */
    BackupKey(byte[] passphrase, KeyDerivation derivation, String id) {
        this.id = id;
        byte[] root = derivation.of(passphrase);
        try {
            this.files = new AesGcmHkdfStreaming(derive(root, "files"), "HmacSha256", KEY, SEGMENT, 0);
            this.seal = new SecretKeySpec(derive(root, "seal"), "HmacSHA256");
            this.check = HexFormat.of().formatHex(derive(root, "check"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows that a passphrase is the right one, and tells nothing of it. */
    String check() {
        return check;
    }

    /** What is written into it goes compressed and encrypted into a file's stream; closing closes that. */
    OutputStream encrypt(String path, OutputStream file) throws IOException {
        try {
            return new DeflaterOutputStream(
                    files.newEncryptingStream(file, place(path)), new Deflater(Deflater.BEST_SPEED), BUFFER) {
                @Override
                public void close() throws IOException {
                    try {
                        super.close();
                    } finally {
                        def.end();
                    }
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The content; reading it fails if the file is not that of this place in this backup. */
    InputStream decrypt(String path, InputStream file) throws IOException {
        try {
            return new InflaterInputStream(files.newDecryptingStream(file, place(path)));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The seal of a list of digests. */
    String seal(byte[] sums) {
        try {
            Mac mac = Mac.getInstance(seal.getAlgorithm());
            mac.init(seal);
            return HexFormat.of().formatHex(mac.doFinal(sums));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] place(String path) {
        return (id + " " + path).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] derive(byte[] root, String what) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(root)
                        .thenExpand(("yici backup " + what).getBytes(StandardCharsets.US_ASCII), KEY));
    }
}
