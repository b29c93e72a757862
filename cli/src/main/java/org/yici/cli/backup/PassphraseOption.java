package org.yici.cli.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.cli.UsageException;
import picocli.CommandLine.Option;

/** The passphrase of a backup, which never stands among the arguments, where everybody on the machine could read it. */
final class PassphraseOption {
    static final String VARIABLE = "YICI_BACKUP_PASSPHRASE";
    private static final int SHORTEST = 12;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "File whose first line is the passphrase. Default: the variable " + VARIABLE + ".")
    @Nullable
    Path file;

    /**
     * For a new backup.
     *
     * @throws UsageException if there is none, it is too short, or others can read its file
     */
    byte[] choose() {
        String passphrase = text();
        if (passphrase.length() < SHORTEST) {
            throw new UsageException("The passphrase has " + passphrase.length() + " characters, and a backup that is"
                    + " copied may be tried on for years; take at least " + SHORTEST);
        }
        return passphrase.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Of a backup that is there.
     *
     * @throws UsageException if there is none, or others can read its file
     */
    byte[] read() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        String variable = System.getenv(VARIABLE);
        if (file == null && (variable == null || variable.isBlank())) {
            throw new UsageException("A backup holds keys, passwords and people's data, so it is encrypted. Give a"
                    + " passphrase of at least " + SHORTEST + " characters in a file, --passphrase-file FILE, or in "
                    + VARIABLE + "; keep it elsewhere than the backup: without it nothing is restored");
        }
        if (file == null) {
            return String.valueOf(variable);
        }
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new UsageException("Other accounts of this machine can read the passphrase in " + file
                        + ". Make it yours alone: chmod 600 " + file);
            }
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UsageException("The file of the passphrase " + file + " cannot be read");
        }
    }
}
