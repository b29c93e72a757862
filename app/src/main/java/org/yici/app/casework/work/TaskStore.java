package org.yici.app.casework.work;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lists of the engine's tasks with their cases, and of what an official has done. */
@Component
public class TaskStore {
    private static final TypeReference<List<Label>> LABELS = new TypeReference<>() {};

    /** What an official does with a task or a case. */
    private static final String[] DONE = {
        "case.event.task-approved",
        "case.event.task-refused",
        "case.event.sent-back",
        "case.event.case-refused",
        "case.event.stopped-refused",
        "case.event.proposed",
        "case.event.proposal-returned"
    };

    /** A stopped case's tasks, which are suspended, wait for nobody. */
    private static final String DUTIES = """
            from flowable.act_ru_task t join casework.case_file c on c.process = t.proc_inst_id_
            where c.item || '#' || c.edition || '/' || t.task_def_key_ = any (:duties) and t.suspension_state_ = 1""";

    /** Nobody else has it, and whoever asks may do it. */
    private static final String OPEN = """
            (t.assignee_ is null or t.assignee_ = :me) and c.account <> :me and c.opened_by <> :citizen
            and not exists (select 1 from casework.party q where q.case_number = c.number and q.identifier = :citizen)
            and not exists (select 1 from casework.proposal p where p.task = t.id_ and p.account = :me)
            and not exists (select 1 from unnest(:separated::text[], :from::text[]) as s (duty, key)
                             where s.duty = c.item || '#' || c.edition || '/' || t.task_def_key_ and (c.step_values ->> ('done.' || s.key) = :actor or c.step_values ->> ('proposed.' || s.key) = :actor))""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TaskStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Which of the tasks of a duty. */
    public enum Whose {
        /** Those that the user has claimed or was handed. */
        MINE("t.assignee_ = :me", "t.create_time_, t.id_"),
        /** All others of the department, those first that nobody has claimed. */
        DEPARTMENT("t.assignee_ is distinct from :me", "t.assignee_ is not null, t.create_time_, t.id_"),
        /** Those that wait for the user: the own and the unclaimed ones that the user may do. */
        OPEN(TaskStore.OPEN, "t.create_time_, t.id_"),
        ALL("true", "t.create_time_, t.id_");

        private final String condition;
        private final String order;

        Whose(String condition, String order) {
            this.condition = condition;
            this.order = order;
        }
    }

    /**
     * What somebody may do.
     *
     * @param keys edition of a service item and task: {@code house-sale#2/register}
     * @param separated duties that exclude another task, beside which stands, in {@code from}, the key of that task
     */
    public record Duties(User user, List<String> keys, List<String> separated, List<String> from) {}

    public record Row(
            String id,
            String item,
            int edition,
            String key,
            String number,
            @Nullable String assignee,
            Instant createdAt) {}

    /** Something that an official did. */
    public record Done(Instant at, String number, String item, String key, List<Label> arguments) {}

    public long count(Duties duties, Whose whose) {
        return jdbc.sql("select count(*) " + DUTIES + " and " + whose.condition)
                .params(parameters(duties))
                .query(Long.class)
                .single();
    }

    public List<Row> list(Duties duties, Whose whose, int limit, long offset) {
        return jdbc.sql("select t.id_, c.item, c.edition, t.task_def_key_, c.number, t.assignee_, t.create_time_ "
                        + DUTIES + " and " + whose.condition + " order by " + whose.order
                        + " limit :limit offset :offset")
                .params(parameters(duties))
                .param("limit", limit)
                .param("offset", offset)
                .query((row, index) -> new Row(
                        row.getString("id_"),
                        row.getString("item"),
                        row.getInt("edition"),
                        row.getString("task_def_key_"),
                        row.getString("number"),
                        row.getString("assignee_"),
                        row.getTimestamp("create_time_").toInstant()))
                .list();
    }

    private static Map<String, Object> parameters(Duties duties) {
        return Map.of(
                "duties", duties.keys().toArray(String[]::new),
                "separated", duties.separated().toArray(String[]::new),
                "from", duties.from().toArray(String[]::new),
                "me", duties.user().username(),
                "citizen", Objects.requireNonNullElse(duties.user().citizenId(), ""),
                "actor", duties.user().actor());
    }

    public long countDone(String account) {
        return jdbc.sql("select count(*) from casework.event where account = ? and key = any (?)")
                .params(account, DONE)
                .query(Long.class)
                .single();
    }

    /** Newest first. */
    public List<Done> done(String account, int limit, long offset) {
        return jdbc.sql("""
                        select e.at, e.case_number, e.key, e.arguments, c.item
                          from casework.event e join casework.case_file c on c.number = e.case_number
                         where e.account = ? and e.key = any (?)
                         order by e.id desc limit ? offset ?""")
                .params(account, DONE, limit, offset)
                .query((row, index) -> new Done(
                        row.getTimestamp("at").toInstant(),
                        row.getString("case_number"),
                        row.getString("item"),
                        row.getString("key"),
                        json.readValue(row.getString("arguments"), LABELS)))
                .list();
    }

    /**
     * Numbers of cases that were handed in, newest first.
     *
     * @param items slugs of the items among whose cases to look
     * @param text the case's number, the applicant's whole name, or what was chosen in one of the fields
     * @param fields names of the fields
     */
    public List<String> search(List<String> items, String text, List<String> fields, int limit, long offset) {
        return jdbc.sql("select c.number " + FOUND + " order by c.opened_at desc, c.number limit :limit offset :offset")
                .params(sought(items, text, fields))
                .param("limit", limit)
                .param("offset", offset)
                .query(String.class)
                .list();
    }

    private static final String FOUND = """
            from casework.case_file c
            where c.item = any (:items) and c.state <> 'DRAFT'
              and (c.number = :text
                   or c.number in (select p.case_number from casework.party p
                                    where p.ordinal = 0 and :text in (p.name, p.identifier))
                   or exists (select 1 from unnest(:fields::text[]) as field where c.fields ->> field = :text))""";

    private static Map<String, Object> sought(List<String> items, String text, List<String> fields) {
        return Map.of("items", items.toArray(String[]::new), "text", text, "fields", fields.toArray(String[]::new));
    }
}
