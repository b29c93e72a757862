package org.yici.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire to a server on this machine that can swallow all that is sent, also the end of a connection, and tells neither side. */
final class SwallowingNetwork implements AutoCloseable {
    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean swallowing;

    SwallowingNetwork(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** What is connected now stays so for the server, for good, and hears nothing more; nobody else can connect. */
    void swallow() {
        swallowing = true;
    }

    /** New connections come through. */
    void mend() {
        swallowing = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                ends.add(client);
                if (!swallowing) {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    ends.add(server);
                    Thread.ofVirtual().start(() -> carry(client, server));
                    Thread.ofVirtual().start(() -> carry(server, client));
                }
            } catch (IOException e) {
                // Closed, or the client has gone.
                continue;
            }
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[8_192];
        try {
            int read = from.getInputStream().read(bytes);
            while (read >= 0 && !swallowing) {
                to.getOutputStream().write(bytes, 0, read);
                read = from.getInputStream().read(bytes);
            }
            if (!swallowing) {
                to.close();
            }
        } catch (IOException e) {
            if (!swallowing) {
                end(to);
            }
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It has ended already.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        ends.forEach(SwallowingNetwork::end);
    }
}
