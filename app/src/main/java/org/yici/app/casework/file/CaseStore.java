package org.yici.app.casework.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseChangedException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.service.ItemShelf;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.Label;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Cases in the schema {@code casework}; whoever changes one holds its row's lock. */
@Component
public class CaseStore {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<CaseFile.Line>> LINES = new TypeReference<>() {};

    private static final TypeReference<List<ChangeRow>> CHANGES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ItemShelf shelf;
    private final PartyStore parties;
    private final EvidenceStore evidence;
    private final ApplicationEventPublisher events;

    CaseStore(
            JdbcClient jdbc,
            JsonMapper json,
            ItemShelf shelf,
            PartyStore parties,
            EvidenceStore evidence,
            ApplicationEventPublisher events) {
        this.events = events;
        this.jdbc = jdbc;
        this.json = json;
        this.shelf = shelf;
        this.parties = parties;
        this.evidence = evidence;
    }

    /** A case is written in the transaction at hand. */
    public record Saved(String number) {}

    /** A number that no other case has: division, date and serial. */
    public String nextNumber(String division, LocalDate today) {
        long serial =
                jdbc.sql("select nextval('casework.serial')").query(Long.class).single();
        return division + today.format(DateTimeFormatter.BASIC_ISO_DATE) + "%06d".formatted(serial);
    }

    public void insert(CaseFile file) {
        jdbc.sql("""
                        insert into casework.case_file (number, item, edition, state, opened_by, account, opened_name, opened_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        file.number,
                        file.item.slug(),
                        file.item.edition(),
                        file.state().name(),
                        file.opener.citizenId(),
                        file.opener.account(),
                        file.opener.name(),
                        Timestamp.from(file.openedAt))
                .update();
        parties.save(file);
    }

    /**
     * Reads a case and keeps others from changing it until the transaction ends. The engine's jobs begin by locking the row of their
     * process, so everybody locks that row first and the case's second: else two could wait for each other.
     */
    public CaseFile lock(String number) {
        jdbc.sql("""
                        select e.id_ from flowable.act_ru_execution e
                         where e.id_ = (select process from casework.case_file where number = ?)
                           for no key update of e""").param(number).query(String.class).optional();
        // Weaker than "for update", so that rows that point to the case can still be written by others.
        return read(number, " for no key update")
                .orElseThrow(() -> new NotAllowedException("There is no case " + number + " that you may see"));
    }

    public Optional<CaseFile> find(String number) {
        return read(number, "");
    }

    public Optional<String> numberOf(String process) {
        return jdbc.sql("select number from casework.case_file where process = ?")
                .param(process)
                .query(String.class)
                .optional();
    }

    /**
     * Saves a case as its file says.
     *
     * @throws CaseChangedException if it was saved since the file was read, by another transaction or by this one
     */
    public void save(CaseFile file) {
        int saved = jdbc.sql("""
                        update casework.case_file
                           set state = ?, fields = ?::jsonb, step_values = ?::jsonb, result = ?::jsonb, reason = ?::jsonb,
                               resumes_at = ?, process = ?, submitted_at = ?, accepted_at = ?,
                               closed_at = ?, changes = ?::jsonb, stopped_in = ?, version = version + 1
                         where number = ? and version = ?""")
                .params(Arrays.asList(
                        file.state().name(),
                        json.writeValueAsString(file.fields),
                        json.writeValueAsString(file.stepValues),
                        json.writeValueAsString(file.result),
                        file.reason == null ? null : json.writeValueAsString(file.reason),
                        file.resumesAt == null ? null : file.resumesAt.name(),
                        file.process,
                        stamp(file.submittedAt),
                        stamp(file.acceptedAt),
                        stamp(file.closedAt),
                        json.writeValueAsString(file.changes),
                        file.stoppedIn == null ? null : file.stoppedIn.name(),
                        file.number,
                        file.version))
                .update();
        if (saved == 0) {
            throw new CaseChangedException(file.number);
        }
        file.version++;
        parties.save(file);
        evidence.save(file);
        events.publishEvent(new Saved(file.number));
    }

    /**
     * Notes which process works on a case. The process may have saved the case already while it was started, so a file from before is
     * stale after this.
     */
    public void started(String number, String process) {
        jdbc.sql("update casework.case_file set process = ?, version = version + 1 where number = ?")
                .params(process, number)
                .update();
    }

    /** The state of a case, which stays as it is until the transaction ends; empty if there is no such case. */
    public Optional<State> lockState(String number) {
        return jdbc.sql("select state from casework.case_file where number = ? for update")
                .param(number)
                .query(String.class)
                .optional()
                .map(State::valueOf);
    }

    /** Numbers of the cases that a person began or takes part in, newest first; another's draft is nobody else's. */
    public List<String> numbersOf(String citizenId, int limit, long offset) {
        return jdbc.sql("select number from casework.case_file c where " + MINE
                        + " order by opened_at desc, number desc limit ? offset ?")
                .params(citizenId, citizenId, limit, offset)
                .query(String.class)
                .list();
    }

    /** Numbers of the drafts that a person began of an item, and of the cases that wait for first data, oldest first; nobody else begins one for the person until the transaction ends. */
    public List<String> lockDraftsOf(String citizenId, String item) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("drafts|" + item + "|" + citizenId)
                .query(row -> {});
        return jdbc.sql(
                        "select number from casework.case_file where opened_by = ? and item = ? and state in ('DRAFT', 'AWAITING_DATA')"
                                + " order by opened_at, number")
                .params(citizenId, item)
                .query(String.class)
                .list();
    }

    public long countOf(String citizenId) {
        return jdbc.sql("select count(*) from casework.case_file c where " + MINE)
                .params(citizenId, citizenId)
                .query(Long.class)
                .single();
    }

    /** Numbers of the cases of a person that may wait for it: handed in once, and not closed. */
    public List<String> liveNumbersOf(String citizenId) {
        return jdbc.sql("""
                        select c.number from casework.case_file c
                         where c.submitted_at is not null and c.closed_at is null
                           and c.number in (select number from casework.case_file where opened_by = ?
                                            union
                                            select case_number from casework.party where identifier = ?)
                         order by c.opened_at, c.number""").params(citizenId, citizenId).query(String.class).list();
    }

    private static final String MINE = """
            (c.opened_by = ? or (c.state <> 'DRAFT' and exists (
                select 1 from casework.party p where p.case_number = c.number and p.identifier = ?)))""";

    private Optional<CaseFile> read(String number, String locking) {
        Optional<CaseFile> found = jdbc.sql("select * from casework.case_file where number = ?" + locking)
                .param(number)
                .query((row, index) -> file(row))
                .optional();
        found.ifPresent(file -> {
            file.parties.addAll(parties.of(number));
            evidence.of(number).forEach(retrieved -> file.evidence.put(retrieved.material(), retrieved));
        });
        return found;
    }

    private CaseFile file(ResultSet row) throws SQLException {
        String number = row.getString("number");
        ServiceItem item = shelf.edition(row.getString("item"), row.getInt("edition"));
        CaseFile file = new CaseFile(
                number,
                item,
                new CaseFile.Opener(row.getString("opened_by"), row.getString("account"), row.getString("opened_name")),
                row.getTimestamp("opened_at").toInstant(),
                State.valueOf(row.getString("state")));
        file.fields.putAll(json.readValue(row.getString("fields"), TEXTS));
        file.stepValues.putAll(json.readValue(row.getString("step_values"), TEXTS));
        file.result.addAll(json.readValue(row.getString("result"), LINES));
        String reason = row.getString("reason");
        file.reason = reason == null ? null : json.readValue(reason, Label.class);
        String resumesAt = row.getString("resumes_at");
        file.resumesAt = resumesAt == null ? null : State.valueOf(resumesAt);
        file.process = row.getString("process");
        file.submittedAt = instant(row, "submitted_at");
        file.acceptedAt = instant(row, "accepted_at");
        file.closedAt = instant(row, "closed_at");
        file.version = row.getLong("version");
        file.changes.addAll(json.readValue(row.getString("changes"), CHANGES));
        String stoppedIn = row.getString("stopped_in");
        file.stoppedIn = stoppedIn == null ? null : State.valueOf(stoppedIn);
        return file;
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    static @Nullable Timestamp stamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
