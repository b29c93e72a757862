package org.yici.demo;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's commands. An expected trouble is one line on standard error and exit code 2. */
@Command(name = "yici", mixinStandardHelpOptions = true, subcommands = {DemoCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((exception, command, result) -> {
            if (exception instanceof UsageException) {
                command.getErr().println("yici: " + exception.getMessage());
                return 2;
            }
            throw exception;
        });
    }
}
