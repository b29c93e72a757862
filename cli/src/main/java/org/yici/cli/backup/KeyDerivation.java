package org.yici.cli.backup;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How a passphrase becomes a key: Argon2id, as RFC 9106 recommends where memory is scarce.
 *
 * @param salt hexadecimal
 * @param memory in KiB
 */
record KeyDerivation(String salt, int memory, int passes, int lanes) {
    private static final int KEY = 32;
    private static final int SALT = 16;
    // A backup of somebody else's could else ask for all memory, or for a year.
    private static final int MOST_MEMORY = 1 << 20;
    private static final int MOST_PASSES = 64;
    private static final int MOST_LANES = 16;

    KeyDerivation {
        if (memory < 1
                || memory > MOST_MEMORY
                || passes < 1
                || passes > MOST_PASSES
                || lanes < 1
                || lanes > MOST_LANES) {
            throw new IllegalArgumentException("costs of the key out of bounds");
        }
        HexFormat.of().parseHex(salt);
    }

    /** 64 MiB, three passes, four lanes, and a salt of its own. */
    static KeyDerivation fresh() {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return new KeyDerivation(HexFormat.of().formatHex(salt), 1 << 16, 3, 4);
    }

    /** The key, of 32 bytes. */
    byte[] of(byte[] passphrase) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(HexFormat.of().parseHex(salt))
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        byte[] key = new byte[KEY];
        argon2.generateBytes(passphrase, key);
        return key;
    }
}
