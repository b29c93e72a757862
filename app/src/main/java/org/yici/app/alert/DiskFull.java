package org.yici.app.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Observation.Level;

/** The disk of the data folder runs full: the ledger and the embedded database would stop. */
@Component
@Order(4)
class DiskFull implements AlertRule {
    private static final double CLEAR = 1.25;

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
        try {
            long usable = Files.getFileStore(home).getUsableSpace();
            double limit = settings.diskFree().toBytes();
            // Less is worse here.
            Level level = Level.of(-usable, -limit, -limit * CLEAR);
            return List.of(observation(home.toString(), level, gigabytes(usable), limit()));
        } catch (IOException e) {
            throw new UncheckedIOException("The disk of " + home + " cannot be read", e);
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
    }
}
