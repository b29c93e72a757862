package org.yici.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a data folder's platform answers, written down when it is ready, for the launcher's other commands. */
public final class PlatformUrl {
    private PlatformUrl() {}

    static void save(Path home, String url) throws IOException {
        Files.writeString(home.resolve("platform.url"), url + "\n");
    }

    /**
     * Reads it.
     *
     * @throws UsageException if no platform has run in the folder
     */
    public static String load(Path home) {
        Path file = home.resolve("platform.url");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UsageException(
                    "No platform has run in " + home.toAbsolutePath().normalize()
                            + ". Start one with ./yici serve or ./yici demo, or name its folder with --data or its address with --url");
        }
    }
}
