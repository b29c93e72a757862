package org.yici.cli;

import java.io.PrintStream;
import java.time.Duration;

/** Tells on the terminal what the start is at: one line a step, with the time it took; a line that moves where there is a terminal. */
public final class Progress {
    private static final int WIDTH = 64;

    private final PrintStream out;
    private final boolean live;
    private final long started = System.nanoTime();
    private long stepStarted = started;
    private boolean unfinished;

    /** @param live whether lines may be written over */
    Progress(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** On this process's own terminal, or in whatever stands in its place. */
    public static Progress onTerminal() {
        return new Progress(
                System.out, System.console() != null && System.console().isTerminal());
    }

    /** Shows how far the step is; on a terminal only. */
    public synchronized void moving(String text, long done, long total) {
        if (live) {
            int cells = total <= 0 ? 0 : (int) Math.min(20, done * 20 / total);
            write("\r  "
                    + pad("… " + text + " " + "█".repeat(cells) + "░".repeat(20 - cells) + " " + done
                            + (total > 0 ? " / " + total : "")));
            unfinished = true;
        }
    }

    /** Says where no terminal is how far a long step is, in a line of its own. */
    public synchronized void far(String text, long done, long total) {
        if (!live) {
            write("  … %s: %,d / %,d%n".formatted(text, done, total));
        }
    }

    /** Ends a step. */
    public synchronized void done(String text) {
        long now = System.nanoTime();
        write((live ? "\r" : "") + "  ✓ " + pad(text) + seconds(now - stepStarted) + System.lineSeparator());
        stepStarted = now;
        unfinished = false;
    }

    public synchronized void line(String text) {
        leave();
        write(text + System.lineSeparator());
    }

    /** Whatever is written next begins on a line of its own. */
    public synchronized void leave() {
        if (unfinished) {
            write(System.lineSeparator());
            unfinished = false;
        }
    }

    /** Since the start, as text. */
    public String total() {
        return seconds(System.nanoTime() - started).strip();
    }

    private void write(String text) {
        out.print(text);
        out.flush();
    }

    private static String pad(String text) {
        return text.length() >= WIDTH ? text : text + " ".repeat(WIDTH - text.length());
    }

    private static String seconds(long nanos) {
        return "%6.1f s".formatted(Duration.ofNanos(nanos).toMillis() / 1000.0);
    }
}
