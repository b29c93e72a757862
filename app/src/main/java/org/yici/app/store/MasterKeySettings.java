package org.yici.app.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings {@code yici.master-key.*}: under what the secrets in the data folder are encrypted. One of the three at most; without any they lie
 * there as they are, for the platform's account alone.
 *
 * @param file file with 32 random bytes in Base64, which only the platform's account may read; {@code ./yici master-key new FILE} makes one
 * @param command shell command that prints 32 random bytes in Base64, such as one that asks a vault
 * @param pkcs11 a key in a device that speaks PKCS#11
 */
@ConfigurationProperties("yici.master-key")
record MasterKeySettings(
        @Nullable Path file,
        @Nullable String command,
        @Nullable Pkcs11 pkcs11) {
    /**
     * Settings {@code yici.master-key.pkcs11.*}.
     *
     * @param library the device's library
     * @param slot number of the slot; the first one if it is not given
     * @param key label of an AES key of 256 bits there
     * @param password the user's PIN
     */
    record Pkcs11(
            @Nullable Path library,
            @Nullable Long slot,
            @Nullable String key,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Pkcs11[" + library + ", " + slot + ", " + key + "]";
        }
    }
}
