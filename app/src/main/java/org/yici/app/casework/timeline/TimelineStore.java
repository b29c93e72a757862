package org.yici.app.casework.timeline;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yici.app.service.ValueType;
import org.yici.kernel.resource.Label;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Timelines of cases, and what departments' steps told. */
@Component
public class TimelineStore {
    private static final TypeReference<List<Label>> LABELS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TimelineStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @param about role of the party that it is about, if it is about one
     * @param subject who had that role then; null if that was not written down
     * @param step id of the step of the process that it is about, if one
     * @param materials ids of the materials that its words name; null if that was not written down
     */
    public record Entry(
            Instant at,
            String key,
            List<Label> arguments,
            Label actor,
            @Nullable String department,
            @Nullable Long leaf,
            @Nullable String about,
            @Nullable UUID subject,
            @Nullable String step,
            @Nullable List<String> materials) {
        /** The same event under another key. */
        public Entry as(String otherKey) {
            return new Entry(at, otherKey, arguments, actor, department, leaf, about, subject, step, materials);
        }

        /** The same event with other arguments. */
        public Entry saying(List<Label> others) {
            return new Entry(at, key, others, actor, department, leaf, about, subject, step, materials);
        }

        /** The same event without its proof. */
        public Entry unproven() {
            return new Entry(at, key, arguments, actor, department, null, about, subject, step, materials);
        }
    }

    /** @param own whether it is for that department alone */
    public record Told(String step, String department, Label label, Label value, boolean own, ValueType type) {}

    /** @param account name of the official's account that did it, if one did */
    void add(String number, Entry entry, @Nullable String account) {
        jdbc.sql("""
                        insert into casework.event
                            (case_number, at, key, arguments, actor, department, leaf, about, subject, step, materials, account)
                        values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        number,
                        Timestamp.from(entry.at()),
                        entry.key(),
                        json.writeValueAsString(entry.arguments()),
                        json.writeValueAsString(entry.actor()),
                        entry.department(),
                        entry.leaf(),
                        entry.about(),
                        entry.subject(),
                        entry.step(),
                        entry.materials() == null ? null : entry.materials().toArray(String[]::new),
                        account))
                .update();
    }

    public List<Entry> of(String number) {
        return jdbc.sql("select * from casework.event where case_number = ? order by id")
                .param(number)
                .query((row, index) -> entry(row))
                .list();
    }

    /** When something of these keys happened to a case last. */
    public Optional<Instant> lastOf(String number, Set<String> keys) {
        return jdbc.sql(
                        "select at from casework.event where case_number = ? and key = any (?) order by id desc limit 1")
                .params(number, keys.toArray(String[]::new))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Numbers of the cases of a person to which something of these keys happened after a time. */
    public List<String> numbersWith(List<String> keys, String citizenId, Instant since) {
        return jdbc.sql("""
                        select distinct e.case_number from casework.event e
                         where e.key = any (?) and e.at > ?
                           and e.case_number in (select number from casework.case_file where opened_by = ?
                                                 union
                                                 select case_number from casework.party where identifier = ?)""")
                .params(keys.toArray(String[]::new), Timestamp.from(since), citizenId, citizenId)
                .query(String.class)
                .list();
    }

    private Entry entry(ResultSet row) throws SQLException {
        Array materials = row.getArray("materials");
        return new Entry(
                row.getTimestamp("at").toInstant(),
                row.getString("key"),
                json.readValue(row.getString("arguments"), LABELS),
                json.readValue(row.getString("actor"), Label.class),
                row.getString("department"),
                row.getObject("leaf", Long.class),
                row.getString("about"),
                row.getObject("subject", UUID.class),
                row.getString("step"),
                materials == null ? null : List.of((String[]) materials.getArray()));
    }

    /** The events about a party are about a former one from now on, a role that nobody has. */
    void close(String number, String role) {
        jdbc.sql("update casework.event set about = 'former ' || about where case_number = ? and about = ?")
                .params(number, role)
                .update();
    }

    /** The newest event of two keys that is not from before a time. */
    Optional<Entry> last(String number, String one, String other, Instant from) {
        return jdbc.sql("select * from casework.event where case_number = ? and key in (?, ?) and at >= ?"
                        + " order by id desc limit 1")
                .params(number, one, other, Timestamp.from(from))
                .query((row, index) -> entry(row))
                .optional();
    }

    /** Whether something was told of one thing since a time. */
    boolean tellsSince(String number, String key, Label what, Instant since) {
        return jdbc.sql("""
                        select exists (select 1 from casework.event where case_number = ? and key = ? and at >= ?
                                        and arguments::jsonb -> 0 = ?::jsonb)""")
                .params(number, key, Timestamp.from(since), json.writeValueAsString(what))
                .query(Boolean.class)
                .single();
    }

    /** Keeps what a step tells; a step that is done again replaces what it told before. */
    void tell(String number, String step, List<Told> told) {
        jdbc.sql("delete from casework.finding where case_number = ? and step = ?")
                .params(number, step)
                .update();
        for (Told line : told) {
            jdbc.sql("""
                            insert into casework.finding (case_number, step, department, label, value, own, type)
                            values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)""")
                    .params(
                            number,
                            step,
                            line.department(),
                            json.writeValueAsString(line.label()),
                            json.writeValueAsString(line.value()),
                            line.own(),
                            line.type().name())
                    .update();
        }
    }

    public void forgetFindings(String number) {
        jdbc.sql("delete from casework.finding where case_number = ?")
                .param(number)
                .update();
    }

    public List<Told> told(String number) {
        return jdbc.sql("select * from casework.finding where case_number = ? order by id")
                .param(number)
                .query((row, index) -> new Told(
                        row.getString("step"),
                        row.getString("department"),
                        json.readValue(row.getString("label"), Label.class),
                        json.readValue(row.getString("value"), Label.class),
                        row.getBoolean("own"),
                        ValueType.valueOf(row.getString("type"))))
                .list();
    }
}
