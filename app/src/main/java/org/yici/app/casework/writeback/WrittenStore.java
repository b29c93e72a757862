package org.yici.app.casework.writeback;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yici.app.service.WriteBack;

/** Which results of a case are in departments' registers, and which may be. */
@Component
public class WrittenStore {
    private final JdbcClient jdbc;

    WrittenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * From now on the row may be there.
     *
     * @param decided whether it carries out the decision of the case
     */
    public void begin(String number, WriteBack target, boolean decided, Instant at) {
        jdbc.sql("insert into casework.begun (case_number, step, department, decided, at) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(number, target.id(), target.department(), decided, Timestamp.from(at))
                .update();
    }

    /** It is known that the row is not there and will not come. */
    public void notBegun(String number, String step) {
        jdbc.sql("delete from casework.begun where case_number = ? and step = ?")
                .params(number, step)
                .update();
    }

    /**
     * The row is there.
     *
     * @param decided whether it carries out the decision of the case
     */
    public void written(String number, WriteBack target, boolean decided, Instant at) {
        jdbc.sql("insert into casework.written (case_number, step, department, decided, at) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(number, target.id(), target.department(), decided, Timestamp.from(at))
                .update();
        notBegun(number, target.id());
        jdbc.sql("delete from casework.hindered where case_number = ? and step = ?")
                .params(number, target.id())
                .update();
    }

    /** Steps whose rows may be there, in the order in which they were begun. */
    public List<String> begun(String number) {
        return steps("begun", number);
    }

    /** Steps whose rows are there, in the order in which they were written. */
    public List<String> written(String number) {
        return steps("written", number);
    }

    /** Stopped cases of which something is in a department's register, or may be: their applicants cannot take them back. */
    public List<String> stopped() {
        return jdbc.sql("""
                        select number from casework.case_file where state = 'STOPPED'
                           and (number in (select case_number from casework.written)
                                or number in (select case_number from casework.begun)) order by number""").query(String.class).list();
    }

    /** The departments in whose registers the decision of the case is carried out, or may be. */
    public List<String> decidedFor(String number) {
        return jdbc.sql("select department from casework.written where case_number = ? and decided"
                        + " union select department from casework.begun where case_number = ? and decided order by 1")
                .params(number, number)
                .query(String.class)
                .list();
    }

    private List<String> steps(String table, String number) {
        return jdbc.sql("select step from casework." + table + " where case_number = ? order by at, step")
                .param(number)
                .query(String.class)
                .list();
    }
}
