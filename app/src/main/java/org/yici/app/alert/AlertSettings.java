package org.yici.app.alert;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code yici.alerts.*}.
 *
 * @param every time between two evaluations
 * @param patience so long a value must be over its limit before an alert is raised
 * @param calm so long it must be back before the alert is cleared
 * @param sourceAway so long a source may be away
 * @param jobStopped so long the collection job may be away
 * @param lag p99 of a minute, from a department's commit until readable here; cleared below half of it
 * @param quarantineGrowth records of one source that came into quarantine within an hour and are still there; cleared below half of it
 * @param diskFree usable space that the data folder's disk must have, of a small disk a tenth at most; cleared at a quarter more
 */
@ConfigurationProperties("yici.alerts")
record AlertSettings(
        @DefaultValue("10s") Duration every,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("1m") Duration calm,
        @DefaultValue("30s") Duration sourceAway,
        @DefaultValue("30s") Duration jobStopped,
        @DefaultValue("10s") Duration lag,
        @DefaultValue("100") int quarantineGrowth,
        @DefaultValue("2GB") DataSize diskFree) {
    AlertSettings {
        require(every.compareTo(Duration.ofSeconds(1)) >= 0, "every", every, "1s at least");
        require(!patience.isNegative(), "patience", patience, "0s at least");
        require(!calm.isNegative(), "calm", calm, "0s at least");
        require(!sourceAway.isNegative(), "source-away", sourceAway, "0s at least");
        require(!jobStopped.isNegative(), "job-stopped", jobStopped, "0s at least");
        require(lag.toMillis() >= 2, "lag", lag, "2ms at least");
        require(quarantineGrowth >= 2, "quarantine-growth", quarantineGrowth, "2 at least");
        require(diskFree.toBytes() > 0, "disk-free", diskFree, "more than nothing");
    }

    private static void require(boolean holds, String setting, Object value, String instead) {
        if (!holds) {
            throw new IllegalArgumentException("yici.alerts." + setting + " is " + value + "; give " + instead);
        }
    }
}
