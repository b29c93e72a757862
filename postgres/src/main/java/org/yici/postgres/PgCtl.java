package org.yici.postgres;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a server that has run before once more, as it was started then, by PostgreSQL's own {@code pg_ctl restart}. Nothing of an attempt
 * that fails stays behind to hinder the next one.
 */
final class PgCtl {
    private static final int LONGEST_START_SECONDS = 60;
    private static final String OPTIONS = " \"-D\"";

    private PgCtl() {}

    /**
     * Returns when the server answers.
     *
     * @param folder of the server, with {@code data} and {@code server.log} in it
     * @throws IOException if it does not come up; the message gives PostgreSQL's own reason
     */
    static void restart(Path folder) throws IOException {
        Path data = folder.resolve("data");
        Path log = folder.resolve("server.log");
        // Whose number it holds may have gone to another process.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        // The program and its options, as PostgreSQL wrote them down when it started.
        String command = Files.readString(data.resolve("postmaster.opts"));
        int options = command.indexOf(OPTIONS);
        if (options < 0) {
            throw new IOException(data.resolve("postmaster.opts") + " does not say how the server was started");
        }
        Path program = Path.of(command.substring(0, options)).resolveSibling("pg_ctl");
        long before = Files.exists(log) ? Files.size(log) : 0;
        List<String> restart = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // Root, as in a container: PostgreSQL wants another account, and the library gives it one in this way.
            restart.addAll(List.of("unshare", "-U"));
        }
        restart.addAll(List.of(program.toString(), "-D", data.toString(), "-l", log.toString(), "-w"));
        restart.addAll(List.of("-t", Integer.toString(LONGEST_START_SECONDS), "restart"));
        Process starting = new ProcessBuilder(restart)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (starting.waitFor() != 0) {
                throw new IOException(reason(log, before));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was started again in " + folder, e);
        }
    }

    /** What PostgreSQL last wrote that ended it, else what it last wrote. */
    private static String reason(Path log, long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.min(from, file.length()));
            byte[] written = new byte[(int) Math.min(file.length() - file.getFilePointer(), 1 << 16)];
            file.readFully(written);
            List<String> lines = new String(written, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.reversed().stream()
                    .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("could not "))
                    .findFirst()
                    .orElseGet(() -> lines.isEmpty() ? "pg_ctl gave no reason" : lines.getLast());
        }
    }
}
