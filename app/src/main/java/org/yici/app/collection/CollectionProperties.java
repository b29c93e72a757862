package org.yici.app.collection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings {@code yici.collection.*}.
 *
 * @param jobPath folders and jars of the collection job's own class path; if empty, the job runs elsewhere, on a Flink cluster
 * @param parallelism how many writers the embedded job has
 * @param linger longest time a record waits for others to be written with, in milliseconds
 * @param batch most records written at once
 * @param checkpoint milliseconds between two acknowledgements to the sources
 * @param setAsideKept so long a change that could not be decoded is kept once it is closed; by default a year
 * @param historyKept so long the quarters of an hour of what flowed are kept; by default a month
 * @param sources department databases by source name
 */
@ConfigurationProperties("yici.collection")
record CollectionProperties(
        List<String> jobPath,
        int parallelism,
        int linger,
        int batch,
        int checkpoint,
        Duration setAsideKept,
        Duration historyKept,
        Map<String, Database> sources) {
    CollectionProperties {
        jobPath = jobPath == null ? List.of() : List.copyOf(jobPath);
        parallelism = parallelism == 0 ? 2 : parallelism;
        linger = linger == 0 ? 20 : linger;
        batch = batch == 0 ? 1_000 : batch;
        checkpoint = checkpoint == 0 ? 500 : checkpoint;
        setAsideKept = setAsideKept == null ? Duration.ofDays(365) : setAsideKept;
        historyKept = historyKept == null ? Duration.ofDays(31) : historyKept;
        if (historyKept.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("yici.collection.history-kept is " + historyKept
                    + ", but the pages show a whole day; give 1d at least");
        }
        sources = sources == null ? Map.of() : Map.copyOf(sources);
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
        @Override
        public String toString() {
            return url + " as " + username;
        }
    }
}
