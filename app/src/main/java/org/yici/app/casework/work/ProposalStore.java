package org.yici.app.casework.work;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Task;
import org.yici.app.identity.User;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Decisions that wait for a second official. */
@Component
public class ProposalStore {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProposalStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param account name of the account that proposes */
    public record Proposal(String account, String name, Instant at, Task.Decision decision) {}

    public Optional<Proposal> find(String task) {
        return jdbc.sql("select * from casework.proposal where task = ?")
                .param(task)
                .query((row, index) -> new Proposal(
                        row.getString("account"),
                        row.getString("name"),
                        row.getTimestamp("at").toInstant(),
                        new Task.Decision(
                                Task.Verdict.valueOf(row.getString("verdict")),
                                row.getString("comment"),
                                json.readValue(row.getString("input"), TEXTS))))
                .optional();
    }

    void put(String task, String number, User official, Instant at, Task.Decision decision) {
        jdbc.sql("""
                        insert into casework.proposal (task, case_number, account, name, at, verdict, comment, input)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .params(
                        task,
                        number,
                        official.username(),
                        official.displayName(),
                        Timestamp.from(at),
                        decision.verdict().name(),
                        decision.comment(),
                        json.writeValueAsString(decision.values()))
                .update();
    }

    void remove(String task) {
        jdbc.sql("delete from casework.proposal where task = ?").param(task).update();
    }
}
