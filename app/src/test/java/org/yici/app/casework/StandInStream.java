package org.yici.app.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;

/** Brings rows of the test departments' databases into the registry, as the collection job would. */
final class StandInStream implements AutoCloseable {
    /** Rows as they were last put; the departments' databases outlive one test. */
    private static final Map<String, String> PUT = new ConcurrentHashMap<>();

    /** The state of each resource's table that was read last. */
    private static final Map<String, String> STATES = new ConcurrentHashMap<>();

    private static final AtomicLong POSITION = new AtomicLong();
    private static final Logger log = LoggerFactory.getLogger(StandInStream.class);

    private final JdbcClient platform;
    private final Catalogue catalogue;
    private final Subjects subjects;
    private final Set<String> halted = new HashSet<>();
    private final Thread thread;
    private volatile boolean running = true;

    StandInStream(JdbcClient platform, Catalogue catalogue, Subjects subjects) {
        this.platform = platform;
        this.catalogue = catalogue;
        this.subjects = subjects;
        this.thread = Thread.ofVirtual().name("stand-in-stream").start(this::run);
    }

    /** Holds back what a department commits. */
    synchronized void halt(String department) {
        halted.add(department);
    }

    synchronized void goOn(String department) {
        halted.remove(department);
    }

    /** Puts a record of a resource into the registry and tells so. */
    synchronized void put(String code, String key, Map<String, String> values) {
        Resource resource = catalogue.resource(code).orElseThrow();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("_key", key);
        row.put("_source", resource.source().source());
        row.put("_source_time", Instant.now().toString());
        row.put("_position", POSITION.incrementAndGet());
        row.put("_sequence", 0);
        row.put("_edition", 1);
        row.put("_deleted", false);
        for (Item item : resource.items()) {
            String value = values.get(item.name());
            row.put(item.name(), value);
            if (item.subject() && value != null) {
                row.put(item.subjectColumn(), subjects.of(item.type(), value).toString());
            }
        }
        Map<String, String> types = RegistryTable.columns(resource).stream()
                .collect(Collectors.toMap(RegistryTable.Column::name, RegistryTable.Column::sqlType));
        List<String> columns = new ArrayList<>(row.keySet());
        String sql = "insert into " + RegistryTable.name(resource) + " (" + String.join(", ", columns) + ") values ("
                + columns.stream().map(column -> "?::" + types.get(column)).collect(Collectors.joining(", "))
                + ") on conflict (_key) do update set "
                + columns.stream()
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", "));
        platform.sql(sql)
                .params(columns.stream()
                        .map(row::get)
                        .map(value -> value == null ? null : value.toString())
                        .toList())
                .update();
        platform.sql("select pg_notify('registry', ?)").param(code).query().listOfRows();
    }

    private void run() {
        while (running) {
            try {
                TestProvince.WRITTEN.forEach(this::collect);
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // As the job does: whatever failed is tried again.
                log.warn("The stand-in for the collection job tries again", e);
            }
        }
    }

    /** Whoever halts it waits until what was being read is in. */
    private synchronized void collect(String department, String code) {
        if (halted.contains(department)) {
            return;
        }
        Resource resource = catalogue.resource(code).orElseThrow();
        String table = resource.source().table();
        // Every row that is written has a newer transaction's number.
        String state = TestProvince.owner(department)
                .sql("select count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) from " + table)
                .query(String.class)
                .single();
        if (state.equals(STATES.get(code))) {
            return;
        }
        List<Map<String, Object>> rows = TestProvince.owner(department)
                .sql("select * from " + table)
                .query()
                .listOfRows();
        for (Map<String, Object> row : rows) {
            String key = resource.source().key().stream()
                    .map(column -> String.valueOf(row.get(column)))
                    .collect(Collectors.joining("|"));
            if (!row.toString().equals(PUT.get(code + key))) {
                put(code, department + key, clean(resource, row));
                PUT.put(code + key, row.toString());
            }
        }
        STATES.put(code, state);
    }

    private static Map<String, String> clean(Resource resource, Map<String, Object> row) {
        Map<String, String> values = new HashMap<>();
        for (Item item : resource.items()) {
            item.from().stream()
                    .map(row::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(Object::toString)
                    .map(value -> clean(item, value))
                    .ifPresent(value -> values.put(item.name(), value));
        }
        return values;
    }

    private static @Nullable String clean(Item item, String value) {
        if (item.codes().containsKey(value)) {
            return item.codes().get(value);
        }
        if (item.type() == ItemType.BOOLEAN) {
            return Boolean.toString(value.equals("1"));
        }
        String digits = value.replaceAll("[^0-9]", "");
        return item.type() == ItemType.DATE
                ? digits.substring(0, 4) + "-" + digits.substring(4, 6) + "-" + digits.substring(6, 8)
                : value;
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
