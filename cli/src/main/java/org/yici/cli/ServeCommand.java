package org.yici.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.cli.config.ConfigurationCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Runs the platform until Ctrl-C or TERM: pages, API, the collection job and, unless another database is"
                        + " named, a PostgreSQL server of its own in the data folder.",
        footer = {
            "",
            "./yici settings lists all settings. --set wins over the environment, that over the file, the file over defaults.",
            "Passwords stand in none of them: each stands in a file of its own, secrets/NAME of the data folder, which only the",
            "platform's account may read (secrets/spring.datasource.password), or comes from the environment.",
            "A department's database: yici.collection.sources.NAME.url and .username, and its password so."
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            description =
                    "Port of the pages and the API; 0 takes a free one. Default: server.port of the settings, or 8080.")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that keeps everything. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(DataFolder.USUAL);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, YAML or properties. Default: config.yaml of the data folder, if it is there.")
    private @Nullable Path file;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting; may come several times.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--pack",
            paramLabel = "DIR",
            description =
                    "What a province declares: departments, resources, grants, service items. Published at each start.")
    private @Nullable Path pack;

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description = "First accounts and systems' keys (YAML), made if the platform does not have them yet.")
    private @Nullable Path accounts;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "JDBC URL of the platform's PostgreSQL, instead of a server of its own.")
    private @Nullable String database;

    @Option(names = "--database-user", paramLabel = "NAME", description = "The account there.")
    private @Nullable String user;

    @Override
    public Integer call() throws Exception {
        PlatformSettings settings = settings();
        @Nullable AccountFile first = accounts == null ? null : AccountFile.read(accounts);
        DataFolder folder = DataFolder.open(data);
        Progress progress = Progress.onTerminal();
        Platform platform = new Platform(folder);
        return Foreground.run(
                new Foreground.Service() {
                    @Override
                    public void start() throws Exception {
                        progress.line("Yici · " + folder.path());
                        if (!settings.has(Platform.DATABASE)) {
                            platform.startDatabase();
                            progress.done("PostgreSQL");
                        }
                        platform.start(settings);
                        if (first != null) {
                            platform.register(first);
                        }
                        progress.done("platform");
                        progress.line("");
                        progress.line("ready " + platform.url());
                        platform.setupAddress().ifPresent(address -> {
                            progress.line(
                                    "  There is no administrator yet. Make the first ones within 30 minutes, once, at");
                            progress.line("  " + address);
                        });
                        progress.line("  after " + progress.total() + "; log: " + folder.log() + "; Ctrl-C stops");
                    }

                    @Override
                    public void close() {
                        platform.close();
                    }
                },
                progress);
    }

    private PlatformSettings settings() {
        PlatformSettings settings = new PlatformSettings();
        Path usual = data.resolve("config.yaml");
        if (file != null || Files.exists(usual)) {
            settings.from(file == null ? usual : file);
        }
        set.forEach((name, value) -> {
            if (name.matches("(?i).*(password|secret)")) {
                throw new UsageException("--set " + name
                        + " can be read by everybody on this machine. Put the value into "
                        + data.resolve("secrets").resolve(name) + ", which only the platform's account may read");
            }
            settings.with(name, value);
        });
        check(settings.file());
        if (port != null) {
            Foreground.requireFree(port);
            settings.with("server.port", port);
        } else if (!settings.has("server.port")) {
            Foreground.requireFree(8080);
        }
        if (pack != null) {
            if (!Files.exists(pack.resolve("departments.yaml"))) {
                throw new UsageException(pack + " is no pack: it has no departments.yaml");
            }
            settings.with("yici.pack", pack.toAbsolutePath().toUri());
        }
        if (database != null) {
            settings.with(Platform.DATABASE, database);
        }
        if (user != null) {
            settings.with("spring.datasource.username", user);
        }
        return settings;
    }

    /** Before anything starts: a mistyped setting would else be without effect. */
    private void check(@Nullable Path settings) {
        ConfigurationCheck check = new ConfigurationCheck().arguments(set).environment(System.getenv());
        try {
            if (settings != null) {
                check.file(settings);
            }
            check.secrets(data.resolve("secrets"));
        } catch (IOException | RuntimeException e) {
            throw new UsageException("The settings cannot be read: " + e.getMessage());
        }
        if (!check.faults().isEmpty()) {
            throw new UsageException(String.join(System.lineSeparator() + "yici: ", check.faults()));
        }
    }
}
