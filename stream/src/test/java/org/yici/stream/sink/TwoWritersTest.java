package org.yici.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yici.kernel.resource.Resource;
import org.yici.stream.People;
import org.yici.stream.Province;
import org.yici.stream.clean.Write;

/** Writers whose batches concern the same waiting records: none may hold what the other waits for, which costs a second each time. */
@Tag("server")
class TwoWritersTest {
    private static final int WAITING = 400;
    private static final int BATCHES = 30;

    @Test
    void twoWritersThatWakeTheSameRecordsDoNotWaitForEachOther() throws Exception {
        try (Province province = Province.found()) {
            List<Resource> resources =
                    List.of(People.resource(1, "people", true), People.resource(2, "members", false));
            resources.forEach(resource -> province.publish(resource, 1));
            province.platform("insert into linking.waiting (block, resource, key)"
                    + " select n, 'W', 'w' || n from generate_series(1, " + WAITING + ") n");

            List<Callable<Boolean>> writers = Stream.of(1, 2)
                    .map(number -> (Callable<Boolean>) () -> write(province, resources, number))
                    .toList();
            try (ExecutorService both = Executors.newFixedThreadPool(2)) {
                for (var writer : both.invokeAll(writers)) {
                    assertThat(writer.get()).isTrue();
                }
            }

            assertThat(province.query("select count(*) from linking.pending where resource = 'W'"))
                    .containsExactly(String.valueOf(WAITING));
            assertThat(province.query("select deadlocks from pg_stat_database where datname = current_database()"))
                    .containsExactly("0");
        }
    }

    private static boolean write(Province province, List<Resource> resources, int number) throws InterruptedException {
        Random random = new Random(number);
        try (BatchStore store = new BatchStore(province.database(), number, Clock.systemUTC())) {
            for (int batch = 0; batch < BATCHES; batch++) {
                List<Write> writes = new ArrayList<>();
                for (int n = 0; n < 60; n++) {
                    writes.add(record(
                            resources.get((n + number) % 2),
                            number + "-" + batch + "-" + n,
                            random.ints(10, 1, WAITING + 1)
                                    .mapToObj(Integer::toString)
                                    .collect(Collectors.joining(" "))));
                }
                store.write(writes);
            }
        }
        return true;
    }

    private static Write record(Resource resource, String key, String blocks) {
        Write write = new Write();
        write.kind = Write.RECORD;
        write.resource = resource.code();
        write.edition = 1;
        write.source = "police";
        write.key = key;
        write.position = 1;
        write.sequence = 1;
        write.values = new String[resource.items().size()];
        write.subjects = new String[] {UUID.randomUUID().toString()};
        write.evidence = "{\"name\": \"王伟\"}";
        write.blocks = blocks;
        return write;
    }
}
