package org.yici.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.LaterHead;
import picocli.CommandLine.Option;

/** Signed heads of the ledger from outside of its database, on the command line. */
final class LaterHeadOptions {
    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "A later receipt or checkpoint, as somebody else holds it; may be given several times."
                    + " Its log must be this one, and as long.")
    List<Path> files = List.of();

    @Option(
            names = "--platform",
            paramLabel = "URL",
            description =
                    "The running platform, which is asked for its head. Default: the one that runs on the data folder.")
    @Nullable
    String platform;

    @Option(names = "--offline", description = "Ask no platform.")
    boolean offline;

    /** @throws UsageException if a file is not a receipt or checkpoint of the key's log */
    static List<LaterHead> read(List<Path> files, String vkey) {
        List<LaterHead> heads = new ArrayList<>();
        for (Path file : files) {
            try {
                heads.add(LaterHead.of(file.toString(), SmallFile.read(file), vkey));
            } catch (IllegalArgumentException e) {
                throw new UsageException(file + " is no receipt or checkpoint of this ledger: " + e.getMessage());
            }
        }
        return heads;
    }

    /**
     * All that is known: the files, the head kept in the data folder, the running platform's.
     *
     * @throws UsageException if a file is not a receipt or checkpoint of the key's log
     */
    List<LaterHead> collect(Path data, String vkey, PrintWriter err) {
        List<LaterHead> heads = read(files, vkey);
        LaterHead.keptIn(data, vkey).ifPresent(heads::add);
        PlatformLog.of(offline, platform, data).ifPresent(log -> {
            try {
                heads.add(log.head(vkey));
            } catch (PlatformLog.UnreachableException e) {
                err.println(e.getMessage() + "; its head is not compared");
            }
        });
        return heads;
    }
}
