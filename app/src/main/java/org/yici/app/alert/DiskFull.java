package org.yici.app.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Observation.Level;

/** A disk of the data folder, or of a folder in it, runs full: the ledger and the embedded database would stop. */
@Component
@Order(5)
class DiskFull implements AlertRule {
    private static final double CLEAR = 1.25;
    private static final double SMALL = 0.1;
    /** How deep the embedded server's own folders lie, such as that of its log, which may be on other disks. */
    private static final int DEEPEST = 3;

    private final Path home;
    private final AlertSettings settings;

    DiskFull(@Value("${yici.home}") Path home, AlertSettings settings) {
        this.home = home.toAbsolutePath();
        this.settings = settings;
    }

    @Override
    public String id() {
        return "disk";
    }

    @Override
    public String limit() {
        return gigabytes(settings.diskFree().toBytes());
    }

    @Override
    public Duration patience() {
        return settings.patience();
    }

    @Override
    public List<Observation> observe() {
        return disks().entrySet().stream()
                .map(disk -> observation(disk.getKey(), disk.getValue()))
                .toList();
    }

    /** The disks, each with the first folder that is on it. */
    private Map<FileStore, Path> disks() {
        Map<FileStore, Path> disks = new LinkedHashMap<>();
        try {
            disks.put(Files.getFileStore(home), home);
            Files.walkFileTree(home, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // A folder at the greatest depth comes as a file.
                    return attributes.isDirectory() ? preVisitDirectory(file, attributes) : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    try {
                        disks.putIfAbsent(Files.getFileStore(folder), folder);
                    } catch (IOException e) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // It has gone meanwhile, or is nobody's business.
                    return FileVisitResult.CONTINUE;
                }
            });
            return disks;
        } catch (IOException e) {
            throw new UncheckedIOException("The disk of " + home + " cannot be read", e);
        }
    }

    private Observation observation(FileStore disk, Path folder) {
        try {
            long usable = disk.getUsableSpace();
            double limit = limit(settings.diskFree().toBytes(), disk.getTotalSpace());
            // Less is worse here.
            Level level = Level.of(-usable, -limit, -limit * CLEAR);
            return observation(folder.toString(), level, gigabytes(usable), gigabytes((long) limit));
        } catch (IOException e) {
            throw new UncheckedIOException("The disk of " + folder + " cannot be read", e);
        }
    }

    /** A tenth of a disk that is so small that it could never have the space asked for. */
    static double limit(long wanted, long disk) {
        return Math.min(wanted, disk * SMALL);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
    }
}
