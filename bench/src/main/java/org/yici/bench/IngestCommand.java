package org.yici.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the collection path: the first load, a backlog of changes, and the delay at a steady rate,",
            "beside COPY of the same rows into an identically indexed table (the limit) and a bare Debezium loop",
            "that upserts without cleaning (the peer)."
        })
final class IngestCommand implements Callable<Integer> {
    @Option(names = "--rows", description = "Records of the first load and of the backlog (default: ${DEFAULT-VALUE}).")
    private int rows = 100_000;

    @Option(names = "--rate", description = "Records a second for the delay (default: ${DEFAULT-VALUE}).")
    private int rate = 1_000;

    @Option(names = "--seconds", description = "How long the delay is measured (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (rows < 1_000 || rate < 1 || seconds < 1) {
            System.err.println("bench: --rows must be at least 1000, --rate and --seconds at least 1");
            return 2;
        }
        Report report = new Ingest(rows, rate, seconds, System.err::println).run();
        System.out.println(json ? report.json() : report.table());
        return 0;
    }
}
