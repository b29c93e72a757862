package org.yici.kernel.secret;

/**
 * A department's password for its database, sealed for one source, server, database and account: wherever it is kept, it opens for no other,
 * so that a changed address never receives it.
 */
public final class SourcePassword {
    private SourcePassword() {}

    /**
     * Seals a password.
     *
     * @param key the platform's key
     * @param url JDBC URL of the database
     * @param username the account there
     * @param password empty for a database that needs none
     * @return empty if the password is
     */
    public static String seal(byte[] key, String source, String url, String username, String password) {
        return password.isEmpty() ? "" : SealedText.seal(key, place(source, url, username), password);
    }

    /**
     * Opens a password.
     *
     * @throws IllegalArgumentException if it was sealed with another key or for another place, or not at all
     */
    public static String open(byte[] key, String source, String url, String username, String sealed) {
        return sealed.isEmpty() ? "" : SealedText.open(key, place(source, url, username), sealed);
    }

    private static String place(String source, String url, String username) {
        return "source-password/" + source + "/" + username + "@" + url;
    }
}
