package org.yici.cli;

import java.io.PrintWriter;

/** A bar on standard error for work that takes longer than two seconds. */
public final class LongProgress {
    private static final long QUIET = 2_000_000_000L;
    private static final long EVERY = 200_000_000L;
    private static final int CELLS = 30;

    private final PrintWriter err;
    private final long total;
    private long next = System.nanoTime() + QUIET;
    private boolean shown;

    public LongProgress(PrintWriter err, long total) {
        this.err = err;
        this.total = total;
    }

    public void at(long done) {
        if (System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + EVERY;
        shown = true;
        int full = total == 0 ? CELLS : (int) Math.min(CELLS, done * CELLS / total);
        err.printf("\r%s%s %,d / %,d", "█".repeat(full), "░".repeat(CELLS - full), done, total);
        err.flush();
    }

    /** Ends the bar's line. */
    public void close() {
        if (shown) {
            err.println();
            shown = false;
        }
    }
}
