package org.yici.cli.doctor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.yici.app.store.MasterKeyException;
import org.yici.app.store.SealedSettings;
import org.yici.cli.DataFolder;
import org.yici.cli.PatientConnection;
import org.yici.cli.config.ConfigurationCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Checks settings, data folder, databases, clock and listeners, and says what to do. It changes nothing.",
        footer = {"", "Exit code: 0 nothing is wrong, 1 something is."})
public final class DoctorCommand implements Callable<Integer> {
    private static final int JAVA = 25;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that keeps everything. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of(DataFolder.USUAL);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings. Default: config.yaml of the data folder, if it is there.")
    private @Nullable Path config;

    @Spec
    private CommandSpec spec;

    /** How a database is reached, as the settings say. */
    record Database(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password) {
        @Override
        public String toString() {
            return url + " as " + username;
        }
    }

    /** Looks at a database. */
    interface Look {
        List<Finding> at(Connection connection) throws SQLException;
    }

    @Override
    public Integer call() throws IOException {
        List<Finding> findings = findings();
        PrintWriter out = spec.commandLine().getOut();
        for (Finding finding : findings) {
            String mark = switch (finding.level()) {
                case GOOD -> "✓";
                case WARNING -> "!";
                case FAULT -> "✗";
            };
            out.println(mark + " " + finding.what());
            if (finding.remedy() != null) {
                out.println("    " + finding.remedy());
            }
        }
        long faults = count(findings, Finding.Level.FAULT);
        out.println();
        out.println(
                faults == 0
                        ? "Nothing keeps a platform from running here; to look at: "
                                + count(findings, Finding.Level.WARNING)
                        : "To mend: " + faults + "; to look at: " + count(findings, Finding.Level.WARNING));
        out.flush();
        return faults == 0 ? 0 : 1;
    }

    private static long count(List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private List<Finding> findings() throws IOException {
        Path folder = data.toAbsolutePath().normalize();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.faultUnless(
                Runtime.version().feature() >= JAVA, "Java " + Runtime.version(), "Install a JDK " + JAVA));
        findings.addAll(FolderCheck.of(folder));
        Path usual = folder.resolve("config.yaml");
        Path file = config == null && Files.exists(usual) ? usual : config;
        ConfigurationCheck check = new ConfigurationCheck().environment(System.getenv());
        StandardEnvironment settings = new StandardEnvironment();
        try {
            check.secrets(folder.resolve("secrets"));
            if (file != null) {
                check.file(file);
                ConfigurationCheck.load(file)
                        .forEach(source -> settings.getPropertySources().addLast(source));
            }
        } catch (IOException | RuntimeException e) {
            findings.add(Finding.fault("settings: " + e.getMessage(), "Mend that line"));
        }
        check.faults().forEach(fault -> findings.add(Finding.fault("settings: " + fault, "Mend it")));
        if (check.faults().isEmpty()) {
            findings.add(Finding.good("settings: " + (file == null ? "no file" : file)));
        }
        if (Files.isDirectory(folder.resolve("secrets"))) {
            settings.getPropertySources().addFirst(new ConfigTreePropertySource("secrets", folder.resolve("secrets")));
        }
        findings.add(masterKey(settings, folder));
        look(Binder.get(settings), findings);
        return findings;
    }

    /** Opens what is encrypted among the settings, for the looks that follow. */
    private static Finding masterKey(StandardEnvironment settings, Path folder) throws IOException {
        long clear = FolderCheck.inTheClear(folder);
        try {
            return SealedSettings.open(settings)
                    .map(master -> clear == 0
                            ? Finding.good("master key: " + master.id())
                            : Finding.warning(
                                    "master key: " + master.id() + "; " + clear + " secrets lie in the clear",
                                    "The platform’s next start encrypts them"))
                    .orElseGet(
                            () -> Finding.warning(
                                    "master key: none; keys and passwords of the data folder lie there in the clear",
                                    "Encrypt them where others have the disk: ./yici master-key new FILE, or a device (docs/operate.md)"));
        } catch (MasterKeyException e) {
            return Finding.fault("master key: " + e.getMessage(), "The platform does not start before that is mended");
        }
    }

    private static void look(Binder settings, List<Finding> findings) throws IOException {
        Database platform =
                settings.bind("spring.datasource", Bindable.of(Database.class)).orElse(new Database(null, null, null));
        if (platform.url() == null) {
            findings.add(Finding.good("platform's database: a PostgreSQL of its own in the data folder"));
        } else {
            @Nullable
            String prefix =
                    settings.bind("yici.database.roles.prefix", String.class).orElse(null);
            connect(
                    "platform's database",
                    platform,
                    connection -> PlatformDatabaseCheck.of(connection, prefix),
                    findings);
        }
        Map<String, Database> sources =
                new TreeMap<>(settings.bind("yici.collection.sources", Bindable.mapOf(String.class, Database.class))
                        .orElse(Map.of()));
        sources.forEach((name, database) ->
                connect("source " + name, database, connection -> SourceCheck.of(name, connection), findings));
        findings.addAll(ListenerCheck.of(
                settings.bind("server.address", String.class).orElse("127.0.0.1"),
                settings.bind("server.port", Integer.class).orElse(8080),
                settings.bind("server.ssl.bundle", String.class).isBound()));
    }

    private static void connect(String what, Database database, Look look, List<Finding> findings) {
        try (Connection connection = PatientConnection.open(
                String.valueOf(database.url()),
                database.username() == null ? "" : database.username(),
                database.password() == null ? "" : database.password())) {
            findings.addAll(look.at(connection));
        } catch (SQLException e) {
            findings.add(Finding.fault(
                    what + ": " + database + " cannot be reached: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "Check address, port, account and password; and pg_hba.conf there"));
        }
    }
}
