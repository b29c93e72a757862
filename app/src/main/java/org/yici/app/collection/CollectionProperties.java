package org.yici.app.collection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code yici.collection.*}.
 *
 * @param jobPath folders and jars of the collection job's own class path; if empty, the job runs elsewhere, on a Flink cluster
 * @param parallelism how many writers the embedded job has
 * @param linger longest time a record waits for others to be written with, in milliseconds
 * @param batch most records written at once
 * @param checkpoint milliseconds between two acknowledgements to the sources
 * @param setAsideKept so long a change that could not be decoded is kept once it is closed
 * @param historyKept so long the quarters of an hour of what flowed are kept
 * @param sources department databases by source name
 */
@ConfigurationProperties("yici.collection")
record CollectionProperties(
        @DefaultValue List<String> jobPath,
        @DefaultValue("2") int parallelism,
        @DefaultValue("20") int linger,
        @DefaultValue("1000") int batch,
        @DefaultValue("500") int checkpoint,
        @DefaultValue("365d") Duration setAsideKept,
        @DefaultValue("31d") Duration historyKept,
        @DefaultValue Map<String, Database> sources) {
    CollectionProperties {
        jobPath = List.copyOf(jobPath);
        sources = Map.copyOf(sources);
        if (historyKept.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("yici.collection.history-kept is " + historyKept
                    + ", but the pages show a whole day; give 1d at least");
        }
    }

    /**
     * How a department database is reached.
     *
     * @param department code of the department; by default the source's name
     */
    record Database(
            String url,
            String username,
            String password,
            @Nullable String department) {
        /** The source of this name, with the slot and the publication that all have. */
        Collection.Source source(String name) {
            return new Collection.Source(
                    name, department == null ? name : department, url, "yici_" + name.replace('-', '_'), "yici");
        }

        @Override
        public String toString() {
            return url + " as " + username;
        }
    }
}
