package org.yici.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.yici.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "freshness",
        mixinStandardHelpOptions = true,
        description = {
            "Measures, against a running demo, how long a department's commit takes until another department's system",
            "reads it through the exchange: signed request, rules, masking, ledger. Once while nothing else changes, and",
            "once while every department commits changes at a steady rate."
        })
final class FreshnessCommand implements Callable<Integer> {
    @Option(names = "--data", description = "The running demo's data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("yici-data");

    @Option(
            names = "--rate",
            description = "Changes a second, of all departments together (default: ${DEFAULT-VALUE}).")
    private int rate = 1_000;

    @Option(names = "--seconds", description = "How long each of the two takes (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (rate < 1 || seconds < 1) {
            System.err.println("bench: --rate and --seconds must be at least 1");
            return 2;
        }
        try {
            Report report = new Freshness(data, rate, seconds, System.err::println).run();
            System.out.println(json ? report.json() : report.table());
            return 0;
        } catch (UsageException e) {
            System.err.println("bench: " + e.getMessage());
            return 2;
        }
    }
}
