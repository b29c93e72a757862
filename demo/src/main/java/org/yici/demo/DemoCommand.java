package org.yici.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.yici.demo.province.Province;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", description = "Runs a synthetic province on this machine until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            description = "Port of the pages and the API; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    int port = 8080;

    @Option(names = "--data", description = "Folder that keeps everything. Default: ${DEFAULT-VALUE}.")
    Path data = Path.of("yici-data");

    @Option(names = "--people", description = "How many people the province has. Default: ${DEFAULT-VALUE}.")
    int people = Province.DEFAULT_PEOPLE;

    @Override
    public Integer call() throws Exception {
        if (people < Province.LEAST_PEOPLE) {
            throw new UsageException("--people must be at least " + Province.LEAST_PEOPLE);
        }
        DemoFolder folder = DemoFolder.open(data);
        requireFree(port);
        Progress progress = new Progress(
                System.out, System.console() != null && System.console().isTerminal());
        Demonstration demonstration = new Demonstration(folder, port, people, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(demonstration::close, "stop"));
        try {
            demonstration.start();
        } catch (Exception e) {
            if (!demonstration.stopping()) {
                progress.leave();
                throw e;
            }
        }
        demonstration.join();
        return 0;
    }

    private static void requireFree(int port) {
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
