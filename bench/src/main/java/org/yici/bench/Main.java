package org.yici.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./yici bench}: one subcommand a harness. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Yici beside a limit or a peer, in one run on one machine.",
        subcommands = {IngestCommand.class, FreshnessCommand.class, QueriesCommand.class, LinkCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
