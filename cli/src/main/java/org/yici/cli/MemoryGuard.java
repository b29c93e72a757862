package org.yici.cli;

import java.io.PrintWriter;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line that the memory is too small, whichever thread notices, and ends the process. A thread of the common pool
 * may lack even the memory to hand its error on, and who waits for its work would wait for ever.
 */
final class MemoryGuard implements Thread.UncaughtExceptionHandler {
    private static final int EXIT_CODE = 2;

    private final PrintWriter err;
    private final String message;

    /** Given up when nothing is left, so that there is room to speak. */
    @SuppressWarnings("unused")
    private byte @Nullable [] reserve = new byte[4 << 20];

    private MemoryGuard(PrintWriter err) {
        this.err = err;
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        message = "yici: " + megabytes + " MB of memory are too little for this many records; give more, for example"
                + " YICI_JAVA_OPTIONS=-Xmx" + 2 * megabytes + "m ./yici link …";
    }

    /** Does work that may need more memory than there is. */
    static int guarded(PrintWriter err, IntSupplier work) {
        MemoryGuard guard = new MemoryGuard(err);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(guard);
        try {
            return work.getAsInt();
        } catch (OutOfMemoryError e) {
            return guard.end();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        if (error instanceof OutOfMemoryError) {
            end();
        } else {
            error.printStackTrace(err);
        }
    }

    /** Only the first thread that comes here gets to speak. */
    private synchronized int end() {
        reserve = null;
        try {
            err.println(message);
            err.flush();
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        return EXIT_CODE;
    }
}
