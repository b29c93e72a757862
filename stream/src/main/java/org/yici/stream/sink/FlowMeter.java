package org.yici.stream.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yici.stream.clean.Write;

/**
 * Counts by second, source and resource what was written and how long after the source's commit. Records of a load count but have no
 * lag: theirs would say when the load was started.
 */
final class FlowMeter {
    private static final String INSERT =
            "insert into collection.flow as f (at, source, resource, writer, received, written,"
                    + " quarantined, lag_p50, lag_p99, lag_max) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (at, source, resource, writer) do update set received = f.received + excluded.received,"
                    + " written = f.written + excluded.written, quarantined = f.quarantined + excluded.quarantined,"
                    + " lag_p50 = greatest(f.lag_p50, excluded.lag_p50), lag_p99 = greatest(f.lag_p99, excluded.lag_p99),"
                    + " lag_max = greatest(f.lag_max, excluded.lag_max)";

    private final int writer;
    private final Clock clock;
    private final Map<Slot, Figures> seconds = new LinkedHashMap<>();

    FlowMeter(int writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * One resource's part of a batch that has just been committed.
     *
     * @param applied how many rows of the registry it changed
     */
    record Written(List<Write> writes, int applied, int quarantined) {}

    private record Slot(Instant at, String source, String resource) {}

    private static final class Figures {
        private int received;
        private int written;
        private int quarantined;
        private int[] lags = new int[64];
        private int count;

        void lag(int millis) {
            if (count == lags.length) {
                lags = Arrays.copyOf(lags, count * 2);
            }
            lags[count++] = millis;
        }

        int percentile(int percent) {
            return count == 0 ? 0 : lags[Math.max(0, (int) Math.ceil(count * percent / 100.0) - 1)];
        }
    }

    void count(Written written) {
        Instant now = clock.instant();
        Write first = written.writes().get(0);
        Figures figures = seconds.computeIfAbsent(
                new Slot(now.truncatedTo(ChronoUnit.SECONDS), first.source, first.resource), slot -> new Figures());
        figures.received += written.writes().size();
        figures.written += written.applied();
        figures.quarantined += written.quarantined();
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        for (Write write : written.writes()) {
            if (!write.load) {
                figures.lag((int) Math.min(Integer.MAX_VALUE, Math.max(0, micros - write.time) / 1_000));
            }
        }
    }

    /** Writes the seconds that are over. */
    int write(Connection platform) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        int told = 0;
        try (PreparedStatement insert = platform.prepareStatement(INSERT)) {
            for (Iterator<Map.Entry<Slot, Figures>> entries = seconds.entrySet().iterator(); entries.hasNext(); ) {
                Map.Entry<Slot, Figures> entry = entries.next();
                if (entry.getKey().at().isBefore(now)) {
                    bind(insert, entry.getKey(), entry.getValue());
                    entries.remove();
                    told++;
                }
            }
            if (told > 0) {
                insert.executeBatch();
            }
        }
        return told;
    }

    private void bind(PreparedStatement insert, Slot slot, Figures figures) throws SQLException {
        Arrays.sort(figures.lags, 0, figures.count);
        insert.setObject(1, OffsetDateTime.ofInstant(slot.at(), ZoneOffset.UTC));
        insert.setString(2, slot.source());
        insert.setString(3, slot.resource());
        insert.setInt(4, writer);
        insert.setInt(5, figures.received);
        insert.setInt(6, figures.written);
        insert.setInt(7, figures.quarantined);
        insert.setInt(8, figures.percentile(50));
        insert.setInt(9, figures.percentile(99));
        insert.setInt(10, figures.percentile(100));
        insert.addBatch();
    }
}
