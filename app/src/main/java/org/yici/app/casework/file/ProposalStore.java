package org.yici.app.casework.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.Task;
import org.yici.app.identity.User;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Decisions that wait for a second official: of a task, or refusing a whole case. */
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
    public record Proposal(String account, String name, Instant at, Task.Decision decision) {
        public Task.Proposal seenBy(User user) {
            return new Task.Proposal(name, account.equals(user.username()), at, decision);
        }
    }

    public Optional<Proposal> find(String task) {
        return jdbc.sql("select * from casework.proposal where task = ?")
                .param(task)
                .query(this::proposal)
                .optional();
    }

    /** Who proposed to refuse the case as it stands: what was proposed before it moved on does not count any more. */
    public Optional<Proposal> refusalOf(CaseFile file) {
        return jdbc.sql("select * from casework.proposal where task = ? and state = ?")
                .params(file.number, file.state().name())
                .query(this::proposal)
                .optional();
    }

    /** Numbers of the cases which somebody else proposed to refuse, longest waiting first. */
    public List<String> refusalsBeside(User user) {
        return jdbc.sql("""
                        select p.case_number from casework.proposal p
                        join casework.case_file c on c.number = p.case_number and c.state = p.state
                        where p.account <> ? order by p.at""").param(user.username()).query(String.class).list();
    }

    public void put(String task, String number, User official, Instant at, Task.Decision decision) {
        put(task, number, Optional.empty(), official, at, decision);
    }

    /** Keeps that an official proposed to refuse a case as it stands. */
    public void putRefusal(CaseFile file, User official, Instant at, String comment) {
        remove(file.number);
        put(
                file.number,
                file.number,
                Optional.of(file.state()),
                official,
                at,
                new Task.Decision(Task.Verdict.REFUSE, comment, Map.of()));
    }

    private void put(
            String task, String number, Optional<State> state, User official, Instant at, Task.Decision decision) {
        jdbc.sql("""
                        insert into casework.proposal (task, case_number, state, account, name, at, verdict, comment, input)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .param(task)
                .param(number)
                .param(state.map(State::name).orElse(null))
                .param(official.username())
                .param(official.displayName())
                .param(Timestamp.from(at))
                .param(decision.verdict().name())
                .param(decision.comment())
                .param(json.writeValueAsString(decision.values()))
                .update();
    }

    public void remove(String task) {
        jdbc.sql("delete from casework.proposal where task = ?").param(task).update();
    }

    private Proposal proposal(ResultSet row, int index) throws SQLException {
        return new Proposal(
                row.getString("account"),
                row.getString("name"),
                row.getTimestamp("at").toInstant(),
                new Task.Decision(
                        Task.Verdict.valueOf(row.getString("verdict")),
                        row.getString("comment"),
                        json.readValue(row.getString("input"), TEXTS)));
    }
}
