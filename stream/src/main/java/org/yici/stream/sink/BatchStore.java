package org.yici.stream.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.cleaning.QuarantineRule;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;
import org.yici.stream.clean.Write;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.PlanBook;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SqlFault;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a batch in one transaction. Passing trouble is waited out, a record that the table does not take goes to quarantine under
 * the rule {@code registry.write}, and anything else ends the job: no record is ever dropped.
 */
final class BatchStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BatchStore.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final long LONGEST_WAIT = 5_000;

    private final Session session;
    private final FlowMeter flow;
    private final Map<String, ResourceStatements> statements = new HashMap<>();

    BatchStore(Database platform, int writer, Clock clock) {
        this.session = new Session(platform);
        this.flow = new FlowMeter(writer, clock);
    }

    void write(List<Write> writes) throws InterruptedException {
        long wait = 100;
        while (true) {
            try {
                List<FlowMeter.Written> written = session.transact(platform -> writeAll(platform, writes));
                written.forEach(flow::count);
                return;
            } catch (SQLException e) {
                SqlFault fault = SqlFault.of(e);
                if (fault == SqlFault.DATA) {
                    separate(writes, e);
                    return;
                } else if (fault == SqlFault.PASSING) {
                    log.warn(
                            "The platform's database does not take the batch; trying again in {} ms: {}",
                            wait,
                            e.getMessage());
                    TimeUnit.MILLISECONDS.sleep(wait);
                    wait = Math.min(LONGEST_WAIT, wait * 2);
                } else {
                    throw new IllegalStateException(
                            "The platform's database refuses to be written to: " + e.getMessage(), e);
                }
            }
        }
    }

    /** Writes the seconds that have passed. They are figures, not records: trouble loses them. */
    void tellFlow() {
        try {
            session.transact(flow::write);
        } catch (SQLException e) {
            log.warn("What flowed cannot be told: {}", e.getMessage());
        }
    }

    private List<FlowMeter.Written> writeAll(Connection platform, List<Write> writes) throws SQLException {
        // In one order for all writers, so that none waits for another that waits for it.
        Map<String, List<Write>> byPlan = new TreeMap<>();
        for (Write write : writes) {
            byPlan.computeIfAbsent(write.resource + "#" + write.edition, plan -> new ArrayList<>())
                    .add(write);
        }
        List<FlowMeter.Written> written = new ArrayList<>();
        Looks looks = new Looks();
        for (List<Write> group : byPlan.values()) {
            written.add(statements(platform, group.get(0)).write(platform, group, looks));
        }
        looks.ask(platform);
        return written;
    }

    private ResourceStatements statements(Connection platform, Write example) throws SQLException {
        String plan = example.resource + "#" + example.edition;
        ResourceStatements known = statements.get(plan);
        if (known == null) {
            CleaningPlan cleaning = PlanBook.edition(platform, example.resource, example.edition)
                    .orElseThrow(() -> new IllegalStateException("Edition " + example.edition + " of "
                            + example.resource + " was taken out of collection.plan while its records flowed"));
            known = new ResourceStatements(cleaning.resource());
            statements.put(plan, known);
        }
        return known;
    }

    /** Halves the batch until the one record that the table does not take stands alone. */
    private void separate(List<Write> writes, SQLException e) throws InterruptedException {
        if (writes.size() > 1) {
            write(writes.subList(0, writes.size() / 2));
            write(writes.subList(writes.size() / 2, writes.size()));
            return;
        }
        Write culprit = writes.get(0);
        if (culprit.kind != Write.RECORD) {
            throw new IllegalStateException(
                    "Record " + culprit.key + " of " + culprit.resource + " can be written nowhere: " + e.getMessage(),
                    e);
        }
        log.warn("{} {}: {}", culprit.resource, culprit.key, e.getMessage());
        try {
            write(List.of(rejection(
                    culprit,
                    session.transact(platform -> statements(platform, culprit).resource()),
                    e)));
        } catch (SQLException again) {
            write(writes);
        }
    }

    private static Write rejection(Write record, Resource resource, SQLException e) {
        Map<String, String> values = new LinkedHashMap<>();
        int i = 0;
        for (Item item : resource.items()) {
            String value = record.values[i++];
            if (value != null) {
                values.put(item.name(), value);
            }
        }
        Write rejection = new Write();
        rejection.kind = Write.REJECTION;
        rejection.resource = record.resource;
        rejection.edition = record.edition;
        rejection.source = record.source;
        rejection.key = record.key;
        rejection.position = record.position;
        rejection.sequence = record.sequence;
        rejection.time = record.time;
        rejection.load = record.load;
        rejection.rule = QuarantineRule.REGISTRY_WRITE.code();
        rejection.value = e.getMessage();
        rejection.record = JSON.writeValueAsString(values);
        return rejection;
    }

    @Override
    public void close() {
        tellFlow();
        session.close();
    }
}
