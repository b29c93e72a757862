package org.yici.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The demonstration as a child process, started by the repository's launcher on a free port with a data folder of its own. What it
 * prints is kept in {@code target/demo.log}.
 */
public final class DemoProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready (http://\\S+)");
    private static final long START_SECONDS = 300;
    private static final long STOP_SECONDS = 60;

    private static DemoProcess shared;

    private final Process process;
    private final Path data;
    private final boolean ownsData;
    private final String url;

    private DemoProcess(Process process, Path data, boolean ownsData, String url) {
        this.process = process;
        this.data = data;
        this.ownsData = ownsData;
        this.url = url;
    }

    /** Address of the demonstration that all tests of this module share; the first call starts it, the end of the JVM stops it. */
    public static String sharedUrl() {
        String running = System.getProperty("yici.url");
        return running == null ? shared().url() : running;
    }

    /** Data folder of the demonstration that all tests share. */
    public static Path sharedData() {
        String running = System.getProperty("yici.data");
        return running == null ? shared().data() : Path.of(running);
    }

    /** The demonstration that all tests share, with its process; not there if the tests run against one that somebody else started. */
    static synchronized DemoProcess shared() {
        if (shared == null) {
            shared = start(500);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** Starts a demonstration in a new folder that {@link #close} deletes. */
    public static DemoProcess start(int people) {
        try {
            return start(people, Files.createTempDirectory("yici-e2e"), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a demonstration on a folder that stays. */
    public static DemoProcess start(int people, Path data) {
        return start(people, data, false);
    }

    private static DemoProcess start(int people, Path data, boolean ownsData) {
        Path root = Path.of("").toAbsolutePath().getParent();
        Path log = Path.of("target", "demo.log");
        try {
            Files.createDirectories(log.getParent());
            Process process = new ProcessBuilder(List.of(
                            root.resolve("yici").toString(),
                            "demo",
                            "--port",
                            "0",
                            "--people",
                            String.valueOf(people),
                            "--data",
                            data.toString()))
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .start();
            String url = awaitReady(process, log);
            return new DemoProcess(process, data, ownsData, url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String awaitReady(Process process, Path log) {
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, log, ready), "demo-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroy();
            throw new IllegalStateException("The demonstration did not say 'ready'; see " + log.toAbsolutePath(), e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // Goes on until the process ends, or its output would block it.
    private static void read(Process process, Path log, CompletableFuture<String> ready) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer out = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line + "\n");
                out.flush();
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.complete(matcher.group(1));
                }
            }
            ready.completeExceptionally(new IOException("The process ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    public String url() {
        return url;
    }

    public Path data() {
        return data;
    }

    public Process process() {
        return process;
    }

    /** Asks it to stop, as Ctrl-C does, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (ownsData) {
            delete(data);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
