package org.yici.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The PostgreSQL process that serves a data folder. The folder's {@code postmaster.pid} only claims which one it is: the file stays after
 * a crash, when its number may have gone to another process, and goes along when the folder is copied, when the number is that of the
 * original's server. So the process itself is asked which folder it works in.
 */
record Postmaster(ProcessHandle process, int port) {
    private static final int PORT_LINE = 3;

    /**
     * Finds the process that serves a folder now.
     *
     * @param data the data folder, as {@code initdb} made it
     * @return empty if no process serves it
     * @throws IOException if a process claims to and it cannot be told whether it does
     */
    static Optional<Postmaster> of(Path data) throws IOException {
        List<String> claim;
        try {
            claim = Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Optional<ProcessHandle> process = claim.stream().findFirst().flatMap(Postmaster::process);
        if (process.isEmpty() || !serves(process.get(), data)) {
            return Optional.empty();
        }
        int port = claim.size() > PORT_LINE ? number(claim.get(PORT_LINE)) : 0;
        return Optional.of(new Postmaster(process.get(), port));
    }

    /** Shuts the server down; PostgreSQL recovers from whatever end it finds. */
    void stop() throws IOException {
        try {
            // SIGINT asks for a fast shutdown; Java itself can only send SIGTERM, which would wait for clients.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while an earlier PostgreSQL server was stopped", e);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static Optional<ProcessHandle> process(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean serves(ProcessHandle process, Path data) throws IOException {
        ProcessHandle.Info info = process.info();
        if (!info.command().orElse("postgres").endsWith("postgres")) {
            return false;
        }
        // PostgreSQL works in its data folder, also after the folder was renamed.
        Path works = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.isSymbolicLink(works)) {
            try {
                return Files.isSameFile(works, data);
            } catch (NoSuchFileException e) {
                return false;
            }
        }
        Optional<String[]> arguments = info.arguments();
        if (arguments.isPresent()) {
            return Arrays.asList(arguments.get()).contains(data.toString())
                    || Arrays.asList(arguments.get()).contains(data.toRealPath().toString());
        }
        throw new IOException("The process " + process.pid() + " may be the PostgreSQL server of " + data
                + ", which cannot be told on this machine; end it, or if it is another program, delete "
                + data.resolve("postmaster.pid"));
    }

    private static int number(String line) {
        try {
            return Integer.parseInt(line.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
