package org.yici.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yici.kernel.linking.BatchLinkage;

/** One bar, in hundredths, over reading, comparing and clustering. */
final class LinkProgress implements BatchLinkage.Progress, AutoCloseable {
    private static final int READ = 40;
    private static final int COMPARED = 85;
    private static final int ALL = 100;
    private static final int BYTES_A_RECORD = 110;

    private final LongProgress bar;
    private final long expected;

    LinkProgress(PrintWriter err, Path file) {
        bar = new LongProgress(err, ALL);
        expected = Math.max(1, size(file) / BYTES_A_RECORD);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // Reading it will say why.
            return 0;
        }
    }

    void read(long records) {
        show(Math.min(READ, records * READ / expected));
    }

    @Override
    public void at(BatchLinkage.Step step, long done, long total) {
        long whole = Math.max(1, total);
        show(
                switch (step) {
                    case COUNT -> READ;
                    case COMPARE -> READ + done * (COMPARED - READ) / whole;
                    case CLUSTER -> COMPARED + done * (ALL - COMPARED) / whole;
                });
    }

    private synchronized void show(long hundredths) {
        bar.at(hundredths);
    }

    @Override
    public void close() {
        bar.close();
    }
}
