package org.yici.cli.backup;

/**
 * The form of a backup, a folder:
 *
 * <table>
 * <caption>Files, in the order in which they are written</caption>
 * <tr><td>{@code backup.json}</td><td>{@link BackupHeader}: when, of which PostgreSQL, how the key follows from the passphrase; no secret</td></tr>
 * <tr><td>{@code files/PATH.enc}</td><td>the file PATH of the data folder</td></tr>
 * <tr><td>{@code contents.json.enc}</td><td>{@link Contents}: folders, as empty ones matter, and how much room all of it takes</td></tr>
 * <tr><td>{@code SHA256SUMS}</td><td>digests of all these, as {@code sha256sum --check SHA256SUMS} reads them: whoever keeps the backup can
 * look whether it is whole without the passphrase</td></tr>
 * <tr><td>{@code seal}</td><td>HMAC-SHA-256 of {@code SHA256SUMS}, in hexadecimal, and a line end: nobody without the passphrase can take
 * a file away, or put in one of another backup. Without it the backup is not whole</td></tr>
 * </table>
 *
 * A file {@code .enc} is the content, compressed (zlib, RFC 1950), then encrypted by Tink's <a
 * href="https://developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming">AES-GCM-HKDF streaming</a>: AES-256-GCM in segments of
 * 1 MiB, HMAC-SHA-256; the associated data are the backup's id, a space and the path, in UTF-8. The keys follow in two steps: Argon2id
 * (RFC 9106, version 19) of the passphrase gives 32 bytes; HKDF-SHA-256 (RFC 5869) of them without salt gives the key of files
 * (info {@code yici backup files}), that of the seal ({@code yici backup seal}) and a check ({@code yici backup check}), which stands in
 * {@code backup.json} so that a wrong passphrase is told from a damaged backup.
 */
final class BackupForm {
    /** Number of this form. */
    static final int NUMBER = 1;

    static final String HEADER = "backup.json";
    static final String CONTENTS = "contents.json";
    static final String SUMS = "SHA256SUMS";
    static final String SEAL = "seal";
    static final String FILES = "files/";
    static final String ENCRYPTED = ".enc";

    private BackupForm() {}
}
