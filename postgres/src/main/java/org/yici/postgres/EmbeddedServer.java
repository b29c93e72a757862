package org.yici.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server of our own in a folder: the default where nobody gives a database. Durable (fsync on), with logical
 * replication, on loopback, with a password. Started again on the same folder it goes on with the same data; a server that a
 * killed process left behind on that folder is stopped first.
 */
public final class EmbeddedServer implements AutoCloseable {
    /** The superuser's name. */
    public static final String USER = "postgres";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);

    private final Path folder;
    private final int port;
    private final String password;
    private final FileChannel lock;
    private final EmbeddedPostgres server;
    private volatile boolean closed;

    private EmbeddedServer(Path folder, EmbeddedPostgres server, String password, FileChannel lock) {
        this.folder = folder;
        this.server = server;
        this.port = server.getPort();
        this.password = password;
        this.lock = lock;
    }

    /**
     * Starts a server on a free port.
     *
     * @param folder where its data lives; created if missing
     * @throws IOException if the folder cannot be used or the server does not come up; the message says which
     */
    public static EmbeddedServer start(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path data = folder.resolve("data");
        Path secret = folder.resolve("password");
        MajorVersion.requireOurs(folder);
        FileChannel lock = lock(folder);
        stopOrphan(data);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            writeForOwner(secret, newPassword() + "\n");
        } else if (!Files.exists(secret)) {
            lock.close();
            throw new IOException("The server in " + folder + " has lost its password file " + secret
                    + "; restore it, or take another folder");
        }
        String password = Files.readString(secret).strip();
        // A failed statement stands in it, and some statements hold people's data.
        keepForOwner(folder.resolve("server.log"));
        EmbeddedPostgres postgres;
        try {
            postgres = builder(folder, password).start();
            // The library has loosened it.
            Programs.folder();
        } catch (IllegalStateException | IOException e) {
            lock.close();
            throw new IOException(
                    "PostgreSQL did not start in " + folder + "; its log is " + folder.resolve("server.log"), e);
        }
        EmbeddedServer server = new EmbeddedServer(folder, postgres, password, lock);
        server.keep();
        return server;
    }

    private static EmbeddedPostgres.Builder builder(Path folder, String password) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(Programs.folder().toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                // The library asks for speed over durability; we keep what was committed.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_replication_slots", "64")
                .setServerConfig("max_wal_senders", "64")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                // Its default is a file in a folder of everybody's.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                // Options of initdb, which the library lets trust everybody on this machine: from its first moment on
                // the server asks for
                // the password.
                .setLocaleConfig("pwfile", folder.resolve("password").toString())
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "reject")
                .setConnectConfig("password", password);
    }

    /** Starts the server again, on the same port, should it end by itself. */
    private void keep() throws IOException {
        Postmaster.of(folder.resolve("data"))
                .ifPresent(server -> server.process()
                        .onExit()
                        .thenRun(() -> Thread.ofPlatform()
                                .name("postgresql-" + folder.getFileName())
                                .daemon()
                                .start(this::startAgain)));
    }

    private void startAgain() {
        Duration wait = Duration.ofMillis(500);
        for (int attempt = 1; !closed; attempt++) {
            try {
                if (attempt == 1) {
                    log.error("The PostgreSQL server in {} has ended; starting it again", folder);
                }
                if (startOnce()) {
                    return;
                }
            } catch (Throwable e) {
                // An Error too, such as too little memory for a process: nobody else would start it again. At first
                // what is left of the old one may still be going.
                log.warn(
                        "Attempt {} to start PostgreSQL in {} again failed: {}; its log is {}",
                        attempt,
                        folder,
                        e.getMessage() == null ? e.toString() : e.getMessage(),
                        folder.resolve("server.log"));
            }
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            log.debug("The server in {} does not answer yet", folder, e);
            return false;
        }
    }

    private synchronized boolean startOnce() throws IOException {
        if (closed) {
            return true;
        }
        if (Postmaster.of(folder.resolve("data")).isPresent()) {
            // One that was started before and is still recovering: it must keep its folder.
            if (!answers()) {
                return false;
            }
            keep();
            log.warn("The PostgreSQL server in {} runs again on port {}", folder, port);
            return true;
        }
        PgCtl.restart(folder);
        keep();
        log.warn("The PostgreSQL server in {} runs again on port {}", folder, port);
        return true;
    }

    /** JDBC URL of one of its databases, without user and password. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public int port() {
        return port;
    }

    /** The superuser's password. */
    public String password() {
        return password;
    }

    /** Opens a superuser's connection. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, password);
    }

    /**
     * Whether a JDBC URL leads to the server that serves a folder now. A folder that was copied has files that name the original's
     * server.
     *
     * @param folder as given to {@link #start}
     */
    public static boolean serves(Path folder, String url) {
        try {
            return Postmaster.of(folder.resolve("data"))
                    .map(server -> url.startsWith("jdbc:postgresql://127.0.0.1:" + server.port() + "/"))
                    .orElse(false);
        } catch (IOException e) {
            log.debug("Whose server {} is cannot be told", url, e);
            return false;
        }
    }

    /** Creates a database if there is none of that name. */
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                var find = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            find.setString(1, name);
            if (!find.executeQuery().next()) {
                try (var create = connection.createStatement()) {
                    create.execute("create database \"" + name.replace("\"", "") + "\"");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        stop();
    }

    private synchronized void stop() throws IOException {
        try (lock) {
            server.close();
        }
    }

    /** Held for as long as this process lives: a server in this folder that nobody's lock guards is an orphan. */
    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            log.debug("This very process holds the lock", e);
        }
        channel.close();
        throw new IOException("The folder " + folder + " is in use by another running platform; stop that one first");
    }

    private static void keepForOwner(Path file) throws IOException {
        if (!Files.exists(file)) {
            writeForOwner(file, "");
        } else if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Written anew until a server was made with it, so it may be left half written. */
    private static void writeForOwner(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, content, StandardOpenOption.CREATE, StandardOpenOption.SYNC);
    }

    private static String newPassword() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Stops a server that outlived the process that started it. */
    private static void stopOrphan(Path data) throws IOException {
        Optional<Postmaster> orphan = Postmaster.of(data);
        if (orphan.isPresent()) {
            log.info("Stopping the PostgreSQL server that an earlier run left in {}", data);
            orphan.get().stop();
        }
        // PostgreSQL believes the number in it as long as any process has it.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }
}
