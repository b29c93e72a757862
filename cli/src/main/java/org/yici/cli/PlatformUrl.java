package org.yici.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a data folder's platform answers, written down when it is ready, for the launcher's other commands. */
public final class PlatformUrl {
    private PlatformUrl() {}

    static void save(Path home, String url) throws IOException {
        Files.writeString(home.resolve("platform.url"), url + "\n");
    }

    /** Whether somebody answers there. */
    static boolean answers(String url) {
        URI address = URI.create(url);
        int port =
                address.getPort() > 0 ? address.getPort() : address.getScheme().equals("https") ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
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
