package org.yici.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.postgres.EmbeddedServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        description =
                "Runs a platform's own PostgreSQL server alone, without pages and collection, until Ctrl-C or TERM: for"
                        + " PostgreSQL's tools (pg_dump, psql), as when data is carried to another major version. In an empty folder"
                        + " it makes a server with an empty database yici.")
final class DatabaseCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The platform's data folder. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(DataFolder.USUAL);

    private volatile @Nullable EmbeddedServer server;

    @Override
    public Integer call() throws Exception {
        DataFolder folder = DataFolder.open(data);
        Progress progress = Progress.onTerminal();
        return Foreground.run(
                new Foreground.Service() {
                    @Override
                    public void start() throws Exception {
                        server = Platform.startServer(folder);
                        progress.line(
                                "ready postgresql://" + EmbeddedServer.USER + "@127.0.0.1:" + server.port() + "/yici");
                        progress.line(
                                "  export PGPASSWORD=$(cat " + folder.server().resolve("password") + ")");
                    }

                    @Override
                    public void close() {
                        Platform.stop(server);
                    }
                },
                progress);
    }
}
