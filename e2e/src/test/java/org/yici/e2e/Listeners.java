package org.yici.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What processes listen on, as Linux tells it in {@code /proc}. */
final class Listeners {
    private static final String LISTENING = "0A";
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private Listeners() {}

    /**
     * A listening TCP socket.
     *
     * @param address in the kernel's hexadecimal form
     * @param program name of the process that has it
     */
    record Listener(String address, int port, String program) {
        boolean loopback() {
            return LOOPBACK.contains(address);
        }
    }

    /** Of the demonstration's process, its PostgreSQL servers, and all that these have begun. */
    static Set<Listener> of(DemoProcess demo) throws IOException {
        Map<String, String> owners = new TreeMap<>();
        Set<ProcessHandle> processes = processes(demo);
        for (ProcessHandle process : processes) {
            String program = Files.readString(proc(process).resolve("comm")).strip();
            for (String socket : sockets(process)) {
                owners.put(socket, program);
            }
        }
        Set<Listener> listeners = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTENING) && owners.containsKey(fields[9])) {
                    String[] local = fields[1].split(":");
                    listeners.add(new Listener(local[0], Integer.parseInt(local[1], 16), owners.get(fields[9])));
                }
            }
        }
        return listeners;
    }

    /** The servers are no children of the process: they must outlive a step of its start. */
    static Set<ProcessHandle> processes(DemoProcess demo) throws IOException {
        Set<ProcessHandle> processes = new HashSet<>();
        add(processes, demo.process().toHandle());
        for (String server : List.of("platform", "departments")) {
            String pid = Files.readAllLines(demo.data().resolve(server).resolve("data/postmaster.pid"))
                    .getFirst();
            add(processes, ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
        }
        return processes;
    }

    private static void add(Set<ProcessHandle> processes, ProcessHandle process) {
        processes.add(process);
        process.descendants().forEach(processes::add);
    }

    static Path proc(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    private static Set<String> sockets(ProcessHandle process) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> files = Files.list(proc(process).resolve("fd"))) {
            for (Path file : files.toList()) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        sockets.add(target.substring(8, target.length() - 1));
                    }
                } catch (IOException e) {
                    // Closed meanwhile.
                    continue;
                }
            }
        }
        return sockets;
    }
}
