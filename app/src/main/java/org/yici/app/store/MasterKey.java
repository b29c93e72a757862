package org.yici.app.store;

/** What the platform's secrets are encrypted under where they are kept. Of a device the key itself never leaves it. */
public interface MasterKey {
    /** Tells master keys apart without telling the key: letters, digits, full stops, hyphens and underscores. */
    String id();

    /**
     * Encrypts a secret for a place.
     *
     * @param place what the secret is, as whoever decrypts it says it too: {@code ledger.key}
     * @throws MasterKeyException if the key cannot be used now
     */
    byte[] encrypt(byte[] secret, String place);

    /**
     * Decrypts what {@link #encrypt} made for the same place.
     *
     * @throws MasterKeyException if it was made for another place, by another key, or was altered, or the key cannot be used now
     */
    byte[] decrypt(byte[] sealed, String place);
}
