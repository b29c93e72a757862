package org.yici.app.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wire to a server on this machine, which can be cut: connections stay half open, or are refused. */
final class Network implements AutoCloseable {
    private final int target;
    private final int port;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile ServerSocket entrance;
    private volatile boolean silent;
    private volatile CountDownLatch held = new CountDownLatch(0);

    Network(int target) throws IOException {
        this.target = target;
        this.entrance = listen(0);
        this.port = entrance.getLocalPort();
    }

    int port() {
        return port;
    }

    /** From now on nothing comes through, and nobody is told: what was connected stays so, and new connections get no answer. */
    void fallSilent() {
        silent = true;
    }

    /** From now on nobody can connect, and all connections are broken. */
    void refuse() throws IOException {
        entrance.close();
        breakAll();
    }

    /** From now on what comes waits for {@link #release}. */
    void hold() {
        held = new CountDownLatch(1);
    }

    void release() {
        held.countDown();
    }

    /** Until somebody has connected. */
    void awaitSomebody() throws InterruptedException {
        while (ends.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Whole again. What had been half open breaks, as it does when the other side has forgotten it. */
    void mend() throws IOException {
        silent = false;
        breakAll();
        if (entrance.isClosed()) {
            entrance = listen(port);
        }
    }

    void breakAll() throws IOException {
        for (Socket end : ends) {
            end.close();
        }
        ends.clear();
    }

    private ServerSocket listen(int at) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), at));
        Thread.ofVirtual().start(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                ends.add(client);
                if (!silent) {
                    Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), target);
                    ends.add(server);
                    Thread.ofVirtual().start(() -> carry(client, server));
                    Thread.ofVirtual().start(() -> carry(server, client));
                }
            } catch (IOException e) {
                // Closed, or the server is away: the client waits or is told.
                continue;
            }
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[8_192];
        try (from;
                to) {
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                held.await();
                if (!silent) {
                    to.getOutputStream().write(bytes, 0, read);
                }
            }
        } catch (IOException | InterruptedException e) {
            // Broken: so is the other side.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        breakAll();
    }
}
