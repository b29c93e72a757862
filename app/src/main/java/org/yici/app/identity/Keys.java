package org.yici.app.identity;

import java.time.Instant;

/** The life of departments' keys, and what they have already signed. */
public interface Keys {
    /**
     * Withdraws a key from now on: nothing that it signs is accepted any more.
     *
     * @throws java.util.NoSuchElementException if there is no such key
     */
    void withdraw(String keyId);

    /**
     * Uses up a nonce. What this has returned survives a restart.
     *
     * @param keyId a registered key
     * @param until how long the nonce must be remembered
     * @return whether the key had not used it before
     */
    boolean use(String keyId, String nonce, Instant until);
}
