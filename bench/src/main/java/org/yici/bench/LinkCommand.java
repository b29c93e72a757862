package org.yici.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.cli.linkage.BadFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        description = {
            "Measures linking: accuracy and time on each development set that is there (a folder with records.csv",
            "and truth.csv), then on invented records, a million by default."
        })
final class LinkCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the development sets (default: $YICI_LINKAGE, else ../shared/data/linkage).")
    @Nullable
    Path data;

    @Option(names = "--records", description = "Invented records, 0 for none (default: ${DEFAULT-VALUE}).")
    private int records = 1_000_000;

    @Option(names = "--seed", description = "Of the invented records (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--one-by-one",
            paramLabel = "ORDERS",
            description = {
                "Instead link record by record in so many random orders and compare with one batch: each set in memory, the sets",
                "of Chinese people and companies by the collection job on real databases too."
            })
    private int orders;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Path folder = folder();
        if (data != null && !Files.isDirectory(folder)) {
            System.err.println("bench: " + folder + " is no folder");
            return 2;
        }
        try {
            if (orders > 0) {
                OneByOne oneByOne = new OneByOne(folder, System.err::println);
                oneByOne.run(orders);
                System.out.println(json ? oneByOne.report().json() : oneByOne.table());
                return 0;
            }
            Linkage linkage = new Linkage(System.err::println);
            linkage.sets(folder);
            if (records > 0) {
                linkage.invented(records, seed);
            }
            System.out.println(json ? linkage.report().json() : linkage.table());
            return 0;
        } catch (BadFileException e) {
            System.err.println("bench: " + e.getMessage());
            return 2;
        }
    }

    private Path folder() {
        if (data != null) {
            return data;
        }
        String named = System.getenv("YICI_LINKAGE");
        return named == null ? Path.of("../shared/data/linkage") : Path.of(named);
    }
}
