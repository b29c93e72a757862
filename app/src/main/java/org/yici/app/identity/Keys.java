package org.yici.app.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yici.app.store.Page;

/** The life of departments' keys, and what they have already signed. */
public interface Keys {
    /** The registered keys, withdrawn and expired ones too, by system and newest first. */
    Page<SystemKey> all(int page, int size);

    /**
     * A system's key.
     *
     * @param withdrawnAt when it was withdrawn, null if it was not
     */
    record SystemKey(
            String keyId,
            String system,
            String department,
            Instant validFrom,
            Instant validTo,
            @Nullable Instant withdrawnAt) {}

    /**
     * Withdraws a key from now on: nothing that it signs is accepted any more. Goes into the ledger; doing it again changes nothing.
     *
     * @param by who withdraws it
     * @throws java.util.NoSuchElementException if there is no such key
     */
    void withdraw(User by, String keyId);

    /**
     * Uses up a nonce. What this has returned survives a restart.
     *
     * @param keyId a registered key
     * @param until how long the nonce must be remembered
     * @return whether the key had not used it before
     */
    boolean use(String keyId, String nonce, Instant until);
}
