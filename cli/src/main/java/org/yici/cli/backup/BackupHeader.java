package org.yici.cli.backup;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the open at the head of a backup.
 *
 * @param form of the backup: {@link BackupForm#NUMBER}
 * @param id random, so that no file of one backup passes for one of another
 * @param made when it was begun, ISO 8601
 * @param postgresql major version of the server whose data it holds; null if it holds the folder's files only
 * @param key how the key follows from the passphrase
 * @param check what the right passphrase gives; see {@link BackupForm}
 */
record BackupHeader(
        int form, String id, String made, @Nullable String postgresql, KeyDerivation key, String check) {
    BackupHeader {
        // As a file that was damaged might have it.
        if (Stream.of(id, made, key, check).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("it lacks what every backup has");
        }
    }
}
