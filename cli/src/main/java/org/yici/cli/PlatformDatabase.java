package org.yici.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.yici.app.ledger.LedgerStateException;
import org.yici.postgres.EmbeddedServer;
import picocli.CommandLine.Option;

/** The platform's database on the command line: the named one, the running platform's, or that of a folder whose platform is stopped. */
public final class PlatformDatabase {
    @Option(names = "--url", description = "JDBC URL of the platform's database. Default: as the data folder says.")
    @Nullable
    String url;

    @Option(names = "--user", description = "Account for --url.")
    String user = "";

    @Option(
            names = "--password",
            interactive = true,
            arity = "0..1",
            description = "Password for --url; without a value it is asked for.")
    String password = "";

    /** What is done with it. */
    public interface Use {
        int with(PlatformConnection platform) throws SQLException, IOException;
    }

    /**
     * Uses it; if the folder's server does not run, it is started for that.
     *
     * @throws UsageException if it cannot be reached, or what is done with it is refused
     */
    public int use(Path data, Use use) throws IOException {
        try {
            return url == null ? inFolder(data, use) : use.with(new PlatformConnection(url, user, password));
        } catch (SQLException e) {
            throw new UsageException("The platform's database cannot be read: " + e.getMessage());
        } catch (DataAccessException e) {
            throw new UsageException("The platform's database does not take it: "
                    + e.getMostSpecificCause().getMessage());
        } catch (IllegalArgumentException | LedgerStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static int inFolder(Path data, Use use) throws IOException, SQLException {
        DataFolder.requireWhole(data);
        Path folder = data.resolve("platform");
        boolean hasServer = Files.exists(folder.resolve("data").resolve("PG_VERSION"));
        if (PlatformConnection.isOfServerIn(data)) {
            try {
                return use.with(PlatformConnection.read(data));
            } catch (SQLException e) {
                if (!isUnreachable(e) || !hasServer) {
                    throw e;
                }
                return inStartedServer(folder, use, e);
            }
        } else if (!hasServer) {
            throw new UsageException("There is no platform in " + data.toAbsolutePath()
                    + "; name its folder with --data, or its database with --url");
        }
        return inStartedServer(folder, use, null);
    }

    /** @param before why the server that should run could not be asked */
    private static int inStartedServer(Path folder, Use use, @Nullable SQLException before)
            throws IOException, SQLException {
        try (EmbeddedServer server = start(folder, before)) {
            return use.with(new PlatformConnection(server.url("yici"), EmbeddedServer.USER, server.password()));
        }
    }

    private static EmbeddedServer start(Path folder, @Nullable SQLException before) {
        try {
            return EmbeddedServer.start(folder);
        } catch (IOException e) {
            throw new UsageException(
                    before == null
                            ? String.valueOf(e.getMessage())
                            : "The platform's database does not answer (" + before.getMessage()
                                    + "), and no server of our own can be started in its place: " + e.getMessage());
        }
    }

    /** SQL states of class 08: no connection. */
    private static boolean isUnreachable(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("08");
    }
}
