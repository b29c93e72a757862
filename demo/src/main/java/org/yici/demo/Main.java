package org.yici.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's commands. */
@Command(
        name = "yici",
        description = "A once-only data platform for governments.",
        mixinStandardHelpOptions = true,
        subcommands = {PsqlCommand.class})
public final class Main {
    public static void main(String[] args) {
        // The text is Chinese, whatever the terminal's locale claims.
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return configured(new CommandLine(new Main()));
    }

    /** What the user can do nothing about but read is one line; anything else is a defect and shows its trace. */
    static CommandLine configured(CommandLine command) {
        return command.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof UsageException refused) {
                failed.getErr().println("yici: " + refused.getMessage());
                return 2;
            }
            throw failure;
        });
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
