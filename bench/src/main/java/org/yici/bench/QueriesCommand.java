package org.yici.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.yici.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "queries",
        mixinStandardHelpOptions = true,
        description = {
            "Measures, against a running demo, how many signed queries a second its exchange answers (signature, rules, rate, masking,",
            "ledger leaf on disk, signed receipt), beside answers of the same server that look at nothing (the limit)."
        })
final class QueriesCommand implements Callable<Integer> {
    @Option(names = "--data", description = "The running demo's data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("yici-data");

    @Option(names = "--callers", description = "Callers at once (default: ${DEFAULT-VALUE}).")
    private int callers = 32;

    @Option(
            names = "--seconds",
            description =
                    "How long each of the two takes, at most 30, so that the rights' rates last (default: ${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (callers < 1 || callers > 512 || seconds < 1 || seconds > 30) {
            System.err.println("bench: --callers must be between 1 and 512, --seconds between 1 and 30");
            return 2;
        }
        try {
            Report report = new Queries(data, callers, seconds, System.err::println).run();
            System.out.println(json ? report.json() : report.table());
            return 0;
        } catch (UsageException e) {
            System.err.println("bench: " + e.getMessage());
            return 2;
        }
    }
}
