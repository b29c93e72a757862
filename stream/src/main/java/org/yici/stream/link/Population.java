package org.yici.stream.link;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.Frequencies;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.PreparedRecord;

/** What is rare and what is common among the records of each model; counted anew when there are half as many more. */
final class Population {
    private static final int LOOKS_BETWEEN_COUNTS = 100;
    private static final int LOOKS_BETWEEN_COUNTS_OF_MANY = 10_000;
    /** However few people are collected yet, a record may be of somebody who is not: the prior is that of a county at least. */
    private static final long LEAST = 100_000;

    private final Map<String, Known> models = new HashMap<>();

    private static final class Known {
        private final Frequencies frequencies;
        private final long records;
        private int looks;

        Known(Frequencies frequencies, long records) {
            this.frequencies = frequencies;
            this.records = records;
        }

        /** Whether it is time to see how many there are now. */
        boolean isDue() {
            return ++looks % (records > SampleStore.LARGE ? LOOKS_BETWEEN_COUNTS_OF_MANY : LOOKS_BETWEEN_COUNTS) == 0;
        }
    }

    /** @return for use in one look */
    Frequencies frequencies(SampleStore store, Linker linker) throws SQLException {
        String model = linker.model().name();
        @Nullable Known known = models.get(model);
        if (known == null || known.isDue()) {
            long records = store.count(model);
            if (known == null || records > known.records * 3 / 2) {
                List<PreparedRecord> sample = store.sample(model, records).stream()
                        .map(fields -> linker.prepare("", fields))
                        .toList();
                known = new Known(Frequencies.of(linker, sample, Math.max(records, LEAST)), records);
                models.put(model, known);
            }
        }
        return known.frequencies;
    }
}
