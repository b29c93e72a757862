package org.yici.app.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.store.Page;

/** The life of departments' keys, and what they have already signed. */
public interface SystemKeys {
    /**
     * The registered keys, withdrawn and expired ones too, by system and newest first.
     *
     * @param department of one department only, or null
     */
    Page<SystemKey> all(@Nullable String department, int page, int size);

    Optional<SystemKey> find(String keyId);

    /**
     * What happened to keys, newest first.
     *
     * @param department to one department's only, or null
     */
    Page<Event> history(@Nullable String department, int page, int size);

    /** What happened to a department's keys after a time, newest first. */
    List<Event> history(String department, Instant since);

    /** What happened to one key, newest first. */
    List<Event> history(String keyId);

    /**
     * A system's key.
     *
     * @param fingerprint SHA-256 of the public key's X.509 form, in hexadecimal
     * @param lastUsedAt when it last signed something that was let in, to the minute; null if it never did
     * @param withdrawnAt when it was withdrawn, null if it was not
     */
    record SystemKey(
            String keyId,
            String system,
            String department,
            String fingerprint,
            Instant validFrom,
            Instant validTo,
            @Nullable Instant lastUsedAt,
            @Nullable Instant withdrawnAt) {
        /** What a key is good for at a moment. */
        public enum State {
            VALID,
            EXPIRED,
            WITHDRAWN
        }

        public State state(Instant now) {
            if (withdrawnAt != null) {
                return State.WITHDRAWN;
            }
            return now.isBefore(validTo) ? State.VALID : State.EXPIRED;
        }
    }

    /**
     * Something that happened to a key.
     *
     * @param withdrawal whether it was withdrawn; else it was registered
     * @param by who did it, as the ledger names actors; null if an installer did
     * @param why the reason of a withdrawal
     * @param leaf index of the leaf that proves it
     */
    record Event(
            String keyId,
            String system,
            String department,
            Instant at,
            boolean withdrawal,
            @Nullable String by,
            @Nullable String why,
            @Nullable Long leaf) {}

    /**
     * Registers a key that a department has handed over, from now on for two years. Goes into the ledger.
     *
     * @param by who does it
     * @param system name of the system; if it is new, it is the department's from now on
     * @param publicKey as {@link PublicKeys#read} takes it
     * @throws InvalidKeyException if a value cannot be taken
     */
    SystemKey add(User by, String system, String department, String publicKey);

    /**
     * Looks at what somebody is about to register; nothing is changed.
     *
     * @return the key as it would be
     * @throws InvalidKeyException if a value cannot be taken
     */
    SystemKey preview(String system, String department, String publicKey);

    /**
     * Withdraws a key from now on: nothing that it signs is accepted any more. Goes into the ledger; doing it again changes nothing.
     *
     * @param by who withdraws it
     * @param why for the operators who read the history; stays out of the ledger
     * @throws java.util.NoSuchElementException if there is no such key
     */
    void withdraw(User by, String keyId, String why);

    /**
     * Uses up a nonce. What this has returned survives a restart.
     *
     * @param keyId a registered key
     * @param until how long the nonce must be remembered
     * @return whether the key had not used it before
     */
    boolean use(String keyId, String nonce, Instant until);
}
