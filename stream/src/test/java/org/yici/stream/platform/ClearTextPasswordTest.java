package org.yici.stream.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server, or somebody on the way to it, that asks for the password itself. */
class ClearTextPasswordTest {
    @Test
    void nobodyIsGivenThePasswordItself() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> listen(server));
            String url = "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/any?sslmode=disable";
            assertThatThrownBy(() -> new Database(url, "reader", "Secret-1").connect())
                    .isInstanceOf(SQLException.class);
            assertThat(heard.get(10, TimeUnit.SECONDS)).contains("reader").doesNotContain("Secret-1");
        }
    }

    /** Asks for it in the clear (AuthenticationCleartextPassword) and hears all that comes. */
    private static String listen(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.setSoTimeout(5_000);
            DataInputStream in = new DataInputStream(client.getInputStream());
            String startup = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.ISO_8859_1);
            client.getOutputStream().write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 3});
            client.getOutputStream().flush();
            return startup + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
