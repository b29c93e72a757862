package org.yici.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.yici.app.store.SecretFiles;

/** The data folder: its disk, its keys, who else can read what is secret. */
final class FolderCheck {
    private static final long FAULT_BELOW = 1L << 30;
    private static final long WARNING_BELOW = 5L << 30;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final List<String> KEYS = List.of("ledger.key", "subject.key");

    private FolderCheck() {}

    static List<Finding> of(Path folder) throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return List.of(
                    Finding.warning("data folder: " + folder + " is not there yet", "The first ./yici serve makes it"));
        }
        if (!Files.isWritable(folder)) {
            return List.of(Finding.fault(
                    "data folder: " + folder + " cannot be written",
                    "Give it to the platform's account: chown, chmod 700"));
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        String disk = "disk of " + folder + ": " + (free >> 20) + " MiB free";
        findings.add(
                free >= WARNING_BELOW
                        ? Finding.good(disk)
                        : new Finding(
                                free < FAULT_BELOW ? Finding.Level.FAULT : Finding.Level.WARNING,
                                disk,
                                "Free some, or move the folder to a larger disk while the platform is stopped"));
        keys(folder, findings);
        secrets(folder, findings);
        return findings;
    }

    private static void keys(Path folder, List<Finding> findings) {
        boolean started = Files.exists(folder.resolve("ledger.head"));
        for (String key : KEYS) {
            if (Files.exists(folder.resolve(key))) {
                findings.add(Finding.good("key: " + key));
            } else if (started) {
                findings.add(Finding.fault(
                        "key: " + key + " is missing, and the platform has been running on this folder",
                        "Put it back from a backup; without it nothing that it made can be used. Do not start the"
                                + " platform before"));
            }
        }
    }

    /** How many secrets of a folder are not encrypted under a master key; what opens that itself does not count. */
    static long inTheClear(Path folder) throws IOException {
        long clear = 0;
        for (Path file : secrets(folder)) {
            boolean opens = String.valueOf(file.getFileName()).startsWith("yici.master-key.");
            clear += opens || SecretFiles.isSealed(Files.readString(file)) ? 0 : 1;
        }
        return clear;
    }

    private static List<Path> secrets(Path folder) throws IOException {
        List<Path> secret = new ArrayList<>(
                KEYS.stream().map(folder::resolve).filter(Files::exists).toList());
        if (Files.isDirectory(folder.resolve("secrets"))) {
            try (Stream<Path> files = Files.list(folder.resolve("secrets"))) {
                files.filter(Files::isRegularFile).sorted().forEach(secret::add);
            }
        }
        return secret;
    }

    private static void secrets(Path folder, List<Finding> findings) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return;
        }
        for (Path file : secrets(folder)) {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                findings.add(Finding.fault(
                        "secret: " + file + " can be read or written by other accounts", "chmod 600 " + file));
            }
        }
    }
}
