package org.yici.stream.source;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yici.kernel.resource.ItemType;
import org.yici.stream.Province;
import org.yici.stream.Resources;

@Tag("server")
class SourceFeedTest {
    @Test
    void anErrorInAReadersThreadIsToldAndTheSourceGoesOnAfterIt() throws Exception {
        AtomicInteger errors = new AtomicInteger();
        try (Province province = Province.found()) {
            province.department("erring");
            province.at("erring", "create table erring_t (id bigint primary key, v text)");
            province.publish(Resources.resource(1, "erring", "erring_t", Map.of("v", ItemType.TEXT), Map.of()), 1);
            try (SourceFeed feed = new SourceFeed("erring", province.database(), new byte[32], () -> {
                if (Thread.currentThread().getName().startsWith("collect-l") && errors.getAndDecrement() > 0) {
                    throw new StackOverflowError("of the test");
                }
            })) {
                province.awaitRows("select state from collection.source", "loading");
                errors.set(1);
                Province.await(
                        () -> {
                            province.at(
                                    "erring",
                                    "insert into erring_t select coalesce(max(id), 0) + 1, 'v' from erring_t");
                            drain(feed);
                            return province.query("select state, message like '%StackOverflowError: of the test%'"
                                            + " from collection.source")
                                    .get(0);
                        },
                        "failed|t");
                province.awaitRows("select state, message from collection.source", "loading|null");
                AtomicInteger read = new AtomicInteger();
                Province.await(
                        () -> {
                            province.at("erring", "insert into erring_t select max(id) + 1, 'v' from erring_t");
                            return read.addAndGet(drain(feed)) > 0;
                        },
                        true);
            }
        }
    }

    /** A server that was put back shows itself where the last written commit should be; a log that breaks before never gets there. */
    @Test
    void aLogThatBreaksBeforeItIsRecognisedIsTakenForAnother() throws Exception {
        AtomicBoolean breaking = new AtomicBoolean();
        try (Province province = Province.found()) {
            province.department("torn");
            province.at("torn", "create table torn_t (id bigint primary key, v text)");
            province.publish(Resources.resource(2, "torn", "torn_t", Map.of("v", ItemType.TEXT), Map.of()), 1);
            try (SourceFeed feed = new SourceFeed("torn", province.database(), new byte[32], () -> {
                if (Thread.currentThread().getName().startsWith("collect-log-") && breaking.get()) {
                    throw new StackOverflowError("of the test");
                }
            })) {
                province.awaitRows("select state from collection.source", "loading");
                province.platform("update collection.source set mark_position = applied + 1000000000, mark_time = 1");
                breaking.set(true);
                province.at("torn", "insert into torn_t values (1, 'v')");
                Province.await(
                        () -> {
                            drain(feed);
                            return province.query("select mark_position, server like '%another%',"
                                            + " (select count(*) from collection.set_aside where table_name is null)"
                                            + " from collection.source")
                                    .get(0);
                        },
                        "null|f|1");
                breaking.set(false);
                AtomicInteger read = new AtomicInteger();
                Province.await(
                        () -> {
                            province.at("torn", "insert into torn_t select max(id) + 1, 'v' from torn_t");
                            return read.addAndGet(drain(feed)) > 0;
                        },
                        true);
            }
        }
    }

    private static int drain(SourceFeed feed) {
        int rows = 0;
        for (Fed fed = feed.poll(); fed != null; fed = feed.poll()) {
            rows += fed instanceof Fed.Row ? 1 : 0;
            if (fed instanceof Fed.Began began) {
                feed.acknowledge(began.session(), 0, List.of());
            }
        }
        return rows;
    }
}
