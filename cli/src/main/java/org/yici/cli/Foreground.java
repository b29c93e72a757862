package org.yici.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Something that runs in front of the terminal until Ctrl-C or TERM ends it in order. */
public final class Foreground {
    private final Service service;
    private final Progress progress;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile boolean refused;

    Foreground(Service service, Progress progress) {
        this.service = service;
        this.progress = progress;
    }

    /** What runs. */
    public interface Service extends AutoCloseable {
        void start() throws Exception;

        /** Ends it, also half-way through its start. */
        @Override
        void close();
    }

    /** Starts it and returns when it was ended; what fails while it is being ended is no trouble. */
    public static int run(Service service, Progress progress) throws Exception {
        return new Foreground(service, progress).run();
    }

    int run() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            service.start();
        } catch (Exception e) {
            if (!stopping) {
                refused = true;
                progress.leave();
                throw e;
            }
        }
        closed.await();
        return 0;
    }

    void stop() {
        stopping = true;
        progress.line("stopping …");
        service.close();
        // What kept it from starting will keep the next one, too.
        progress.line(refused ? "stopped" : "stopped; the same command on the same folder goes on from here");
        if (keepsClasses()) {
            progress.line("  keeping the loaded classes, so that it starts faster from now on; this takes some 15 s,"
                    + " for which a new start need not wait");
        }
        closed.countDown();
    }

    /** Whether the JVM, told so by the launcher, writes at its end what a later one starts faster with. */
    private static boolean keepsClasses() {
        String file = System.getProperty("yici.classes");
        return file != null && Files.notExists(Path.of(file));
    }

    /**
     * Looks whether a port can be listened on.
     *
     * @param port 0 for any free one
     * @throws UsageException if it cannot
     */
    public static void requireFree(int port) {
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port must be between 0 and 65535");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (IOException e) {
            throw new UsageException(
                    "Port " + port + " is taken or not allowed; choose another with --port N (0: any free one)");
        }
    }
}
