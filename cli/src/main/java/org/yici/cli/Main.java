package org.yici.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import org.yici.app.ledger.LedgerStateException;
import org.yici.cli.backup.BackupCommand;
import org.yici.cli.backup.RestoreCommand;
import org.yici.cli.doctor.DoctorCommand;
import org.yici.cli.pack.PackCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of an installed platform. An expected trouble is one line on standard error and exit code 2. */
@Command(
        name = "yici",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            DatabaseCommand.class,
            QueryCommand.class,
            CheckCommand.class,
            VerifyCommand.class,
            LedgerCommand.class,
            MasterKeyCommand.class,
            LinkCommand.class,
            SettingsCommand.class,
            DoctorCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            PackCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        run(new CommandLine(new Main()), arguments);
    }

    /** Runs a command line as the process's only work: says expected trouble in one line, ends with its exit code. */
    public static void run(CommandLine commandLine, String... arguments) {
        // The text is Chinese, whatever the terminal's locale claims.
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
        quietLog();
        System.exit(configured(commandLine).execute(arguments));
    }

    /** Until the platform sets its own logging, only trouble is worth a line on the terminal. */
    private static void quietLog() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.ERROR);
        }
    }

    static CommandLine commandLine() {
        return configured(new CommandLine(new Main()));
    }

    /** Lets an expected trouble be one line on standard error and exit code 2. */
    public static CommandLine configured(CommandLine commandLine) {
        return commandLine.setExecutionExceptionHandler((exception, command, result) -> {
            if (exception instanceof UsageException || exception instanceof LedgerStateException) {
                command.getErr().println("yici: " + exception.getMessage());
                return 2;
            }
            throw exception;
        });
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
