package org.yici.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.yici.app.ledger.NewLog;
import org.yici.app.store.SecretFile;
import org.yici.postgres.EmbeddedServer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the platform's database is reached, as the running platform leaves it in its data folder for the other commands.
 *
 * @param url JDBC URL, without user and password
 */
public record PlatformConnection(String url, String user, String password) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FILE = "platform.json";

    /** Leaves it in a data folder, readable by the owner only. */
    void write(Path data) throws IOException {
        SecretFile.write(
                data.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }

    /** Whether the folder names a platform's database that is its own: not the original's of a folder that was copied. */
    static boolean isOfServerIn(Path data) {
        Path server = data.resolve("platform");
        return Files.exists(data.resolve(FILE))
                && (!Files.exists(server.resolve("data"))
                        || EmbeddedServer.serves(server, read(data).url()));
    }

    /**
     * Reads what the platform left in its data folder.
     *
     * @throws UsageException if it is not readable
     */
    static PlatformConnection read(Path data) {
        Path file = data.resolve(FILE);
        try {
            return JSON.readValue(Files.readString(file), PlatformConnection.class);
        } catch (IOException | JacksonException e) {
            throw new UsageException("The file " + file + " cannot be read (" + e.getMessage()
                    + "); start the platform on this folder once, or name the database with --url");
        }
    }

    NewLog.Place place() {
        return new NewLog.Place(url, user, password);
    }

    public Connection open() throws SQLException {
        return PatientConnection.open(url, user, password);
    }

    @Override
    public String toString() {
        return "PlatformConnection[" + url + ", " + user + "]";
    }
}
