package org.yici.cli.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.cli.DataFolder;
import org.yici.cli.LongProgress;
import org.yici.cli.PlatformConnection;
import org.yici.cli.PlatformDatabase;
import org.yici.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2,
        description =
                "Copies a platform with a PostgreSQL server of its own into a new folder, while it runs or is stopped: the"
                        + " database as of one moment, keys, passwords and settings, encrypted under a passphrase.",
        footer = {"", "Exit code: 0 the backup is whole; 2 there is none."})
public final class BackupCommand implements Callable<Integer> {
    /** What may be written ahead while the files are copied: room that is asked for besides their own. */
    private static final long LOG = 64L << 20;

    @Parameters(paramLabel = "DIR", description = "A new or empty folder.")
    private Path target = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The platform's data folder. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(DataFolder.USUAL);

    @Option(
            names = "--files-only",
            description =
                    "Keys, passwords and settings without a database, for a platform on a PostgreSQL of yours. Make it"
                            + " before that database's backup.")
    private boolean filesOnly;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path from = data.toAbsolutePath().normalize();
        Path to = target.toAbsolutePath().normalize();
        if (!Files.isDirectory(from)) {
            throw new UsageException("There is no platform in " + from + "; name its folder with --data");
        }
        DataFolder.requireWhole(from);
        boolean own =
                Files.exists(from.resolve(FolderFiles.SERVER).resolve("data").resolve("PG_VERSION"));
        if (!own && !filesOnly) {
            throw new UsageException("The platform in " + from + " has no PostgreSQL server of its own. Call this with"
                    + " --files-only for its keys and settings, and after that back up the database with PostgreSQL's own"
                    + " tools, as docs/operate.md says");
        }
        if (to.startsWith(from)) {
            throw new UsageException("A backup inside of the data folder would go with it; name a folder elsewhere");
        }
        byte[] secret = passphrase.choose();
        try {
            Disk.requireEmpty(to);
            return filesOnly
                    ? copy(from, to, secret, null)
                    : new PlatformDatabase().use(from, platform -> copy(from, to, secret, platform));
        } catch (IOException | SQLException e) {
            throw new UsageException("There is no backup: " + e.getClass().getSimpleName() + " " + e.getMessage()
                    + "; what is in " + to + " is a part of one, delete it");
        }
    }

    private int copy(Path from, Path to, byte[] secret, @Nullable PlatformConnection platform)
            throws IOException, SQLException {
        // First of all, so that the database is never behind the ledger's head in the folder.
        FolderFiles folder = FolderFiles.ofFolder(from, platform != null);
        if (platform == null) {
            return write(
                    to,
                    secret,
                    null,
                    folder.bytes(),
                    writer -> {
                        writer.addAll(folder.files());
                        return folder.folders();
                    },
                    folder);
        }
        try (Connection session = platform.open()) {
            RunningServer server = new RunningServer(session);
            FolderFiles listed = FolderFiles.ofServer(from);
            return write(
                    to,
                    secret,
                    server.major(),
                    folder.bytes() + listed.bytes() + LOG,
                    writer -> {
                        writer.addAll(folder.files());
                        List<String> folders = new ArrayList<>(folder.folders());
                        folders.addAll(database(from, server, writer));
                        return folders;
                    },
                    folder);
        }
    }

    /** Copies the database and returns its folders. */
    private static List<String> database(Path from, RunningServer server, BackupWriter writer)
            throws IOException, SQLException {
        String place = FolderFiles.SERVER + "/data/";
        server.begin();
        FolderFiles listed = FolderFiles.ofServer(from);
        SortedMap<String, Path> files = new TreeMap<>(listed.files());
        // Last, as pg_basebackup does it.
        Path control = Objects.requireNonNull(files.remove(place + FolderFiles.CONTROL));
        writer.addAll(files);
        writer.addAll(Map.of(place + FolderFiles.CONTROL, control));
        RunningServer.Copied copied = server.end();
        writer.add(place + "backup_label", copied.label());
        SortedMap<String, Path> wal = new TreeMap<>();
        copied.segments(from.resolve(place + "pg_wal"))
                .forEach((name, segment) -> wal.put(place + "pg_wal/" + name, segment));
        writer.addAll(wal);
        return listed.folders();
    }

    /** Copies what is to be copied and returns all its folders. */
    private interface Copy {
        List<String> into(BackupWriter writer) throws IOException, SQLException;
    }

    private int write(Path to, byte[] secret, @Nullable String major, long bytes, Copy copy, FolderFiles folder)
            throws IOException, SQLException {
        PrintWriter out = spec.commandLine().getOut();
        Disk.requireRoom(to, bytes);
        KeyDerivation derivation = KeyDerivation.fresh();
        String id = UUID.randomUUID().toString();
        BackupKey key = new BackupKey(secret, derivation, id);
        String made = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        BackupHeader header = new BackupHeader(BackupForm.NUMBER, id, made, major, derivation, key.check());
        LongProgress progress = new LongProgress(spec.commandLine().getErr(), bytes);
        try {
            BackupWriter writer = new BackupWriter(to, header, key, progress::at);
            writer.seal(copy.into(writer));
            progress.close();
            out.printf("whole: %,d files, %,d bytes, in %s%n", writer.files(), writer.bytes(), to);
        } finally {
            progress.close();
        }
        folder.servers().forEach(server -> out.println("not included: " + server + ", another PostgreSQL server"));
        out.println("Keep the passphrase elsewhere. Try it: ./yici restore " + to + " --data NEW");
        return 0;
    }
}
