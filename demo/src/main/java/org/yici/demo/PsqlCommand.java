package org.yici.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import org.yici.cli.DataFolder;
import org.yici.cli.PatientConnection;
import org.yici.cli.UsageException;
import org.yici.postgres.EmbeddedServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A small SQL prompt on a department's own database, for machines that have a JDK and no PostgreSQL client. */
@Command(
        name = "psql",
        description = "Types SQL into a department's own database while the demo runs:"
                + " what is changed there arrives on the platform.",
        footer = {
            "",
            "Statements end with ';'. \\dt lists the tables, \\d TABLE describes one, \\q leaves.",
            "Exit code: 0 done, 1 a statement failed, 2 the database cannot be reached."
        },
        mixinStandardHelpOptions = true)
final class PsqlCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DEPARTMENT",
            description = "The department's code, for example public-security.",
            arity = "0..1")
    private @Nullable String department;

    @Option(names = "-c", paramLabel = "SQL", description = "Run this and leave.")
    private @Nullable String sql;

    @Option(names = "--data", paramLabel = "DIR", description = "The demo's data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(DataFolder.USUAL);

    @Spec
    private CommandSpec spec;

    private final Reader input;
    private final boolean terminal;

    PsqlCommand() {
        this(
                new InputStreamReader(System.in, StandardCharsets.UTF_8),
                System.console() != null && System.console().isTerminal());
    }

    /** @param terminal whether somebody types, who wants lines that can be edited */
    PsqlCommand(Reader input, boolean terminal) {
        this.input = input;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DepartmentConnections connections = connections();
        DepartmentConnections.Connection target = connections.departments().get(department == null ? "" : department);
        if (target == null) {
            throw new UsageException(
                    (department == null ? "Name a department: " : "No department '" + department + "': there are ")
                            + String.join(", ", connections.departments().keySet()));
        }
        Path server = data.resolve("departments");
        if (Files.exists(server) && !EmbeddedServer.serves(server, target.url())) {
            throw new UsageException("The departments' server of "
                    + data.toAbsolutePath().normalize() + " does not run. Start it with ./yici demo");
        }
        try (Connection connection = PatientConnection.open(target.url(), target.user(), target.password())) {
            PrintWriter out = spec.commandLine().getOut();
            SqlRunner runner = new SqlRunner(connection, out, spec.commandLine().getErr());
            if (sql != null) {
                return runner.run(sql) ? 0 : 1;
            }
            if (!terminal) {
                return runner.run(TypedSql.piped(new BufferedReader(input))) ? 0 : 1;
            }
            try (Terminal typist = TerminalBuilder.terminal()) {
                return runner.run(TypedSql.typed(typist, String.valueOf(department))) ? 0 : 1;
            }
        } catch (SQLException e) {
            boolean away = e.getSQLState() == null || e.getSQLState().startsWith("08");
            throw new UsageException("The database of " + department
                    + (away ? " does not answer at " : " lets nobody in at ") + target.url() + " (" + e.getMessage()
                    + ")"
                    + (away ? ". Is the demo running? Start it with ./yici demo" : ""));
        } catch (IOException e) {
            throw new UsageException("The input cannot be read: " + e.getMessage());
        }
    }

    private DepartmentConnections connections() {
        if (!DepartmentConnections.existIn(data)) {
            throw new UsageException(
                    "No demo has run in " + data.toAbsolutePath().normalize()
                            + ". Start one with ./yici demo, or name its folder with --data DIR");
        }
        try {
            return DepartmentConnections.load(data);
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
