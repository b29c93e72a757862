package org.yici.demo;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's commands that only a demonstration has. */
@Command(
        name = "yici",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, PsqlCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        org.yici.cli.Main.run(new CommandLine(new Main()), arguments);
    }
}
