package org.yici.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.yici.app.store.SecretFile;

/** The folder that holds a platform: its PostgreSQL server unless there is another, keys, passwords, the log. */
public record DataFolder(Path path) {
    /** Where commands look if nobody names a folder. */
    public static final String USUAL = "yici-data";

    /** Is there while a backup is being restored into the folder. */
    public static final String RESTORING = "restoring";

    private static final long NEEDED = 1L << 30;

    /**
     * Creates the folder if it is missing and looks whether it can be used.
     *
     * @throws UsageException with one line that says what is wrong and what to do
     */
    public static DataFolder open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        requireWhole(absolute);
        try {
            make(absolute);
            Files.delete(Files.createTempFile(absolute, "writable", null));
            long usable = Files.getFileStore(absolute).getUsableSpace();
            if (usable < NEEDED) {
                throw new UsageException("The disk of " + absolute + " has " + (usable >> 20)
                        + " MiB free, and 1 GiB is needed; free some, or name another folder with --data DIR");
            }
        } catch (IOException e) {
            throw new UsageException("The folder " + absolute + " cannot be read and written (" + reason(e)
                    + "); mend its rights, or name another folder with --data DIR");
        }
        return new DataFolder(absolute);
    }

    /** A new folder is closed to others; where the server runs under another account, which root cannot be, that one passes through. */
    private static void make(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path above = folder.getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
        Files.createDirectory(folder);
        String mode = System.getProperty("user.name", "").equals("root") ? "rwx--x--x" : "rwx------";
        setMode(folder, mode);
    }

    private static void setMode(Path file, String mode) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
    }

    /**
     * Refuses a folder into which a backup was restored in part.
     *
     * @throws UsageException if it is one
     */
    public static void requireWhole(Path folder) {
        if (Files.exists(folder.resolve(RESTORING))) {
            throw new UsageException("The folder " + folder.toAbsolutePath().normalize()
                    + " holds a part of a backup: restoring was ended before its end, or goes on still. Delete the"
                    + " folder and call ./yici restore again");
        }
    }

    /** The option by which other commands find the folder, empty if they look here anyway. */
    public String option() {
        if (path.equals(Path.of(USUAL).toAbsolutePath().normalize())) {
            return "";
        }
        String name = path.toString();
        return "--data " + (name.matches("[\\p{L}\\p{N}/._+-]+") ? name : "'" + name.replace("'", "'\\''") + "'");
    }

    /** Keeps passwords among the settings, one file a setting, for nobody but this account. */
    void saveSecrets(Map<String, String> settings) throws IOException {
        Path folder = secrets();
        Files.createDirectories(folder);
        setMode(folder, "rwx------");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            SecretFile.write(folder.resolve(setting.getKey()), setting.getValue());
        }
    }

    /** Passwords among the settings: the file's name is the setting's. */
    Path secrets() {
        return path.resolve("secrets");
    }

    /** The platform's own PostgreSQL server. */
    Path server() {
        return path.resolve("platform");
    }

    public Path log() {
        return path.resolve("platform.log");
    }

    /** The log tells what people typed into addresses: nobody else reads it. What it is rolled into follows the account's umask. */
    void closeLog() throws IOException {
        if (!Files.exists(log())) {
            Files.createFile(log());
        }
        setMode(log(), "rw-------");
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e.getClass().getSimpleName().replace("Exception", "");
    }
}
