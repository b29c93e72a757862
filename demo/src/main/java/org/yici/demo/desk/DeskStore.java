package org.yici.demo.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes the departments' own databases with the departments' own accounts. */
@Component
class DeskStore {
    private final DeskConnections databases;

    DeskStore(DeskConnections databases) {
        this.databases = databases;
    }

    /**
     * Codes of the departments that have a database, in the order of the province's list; none if no demonstration left
     * any.
     */
    Set<String> departments() {
        return databases.departments();
    }

    /** A department's tables, each with the rows that were written last. */
    List<DeskTable> tables(String department, int rows) {
        JdbcClient jdbc = jdbc(department);
        record Found(String name, @Nullable String what) {}
        List<Found> found = jdbc.sql("""
                        select quote_ident(c.relname) as name, obj_description(c.oid, 'pg_class') as what
                        from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                        order by c.oid""")
                .query((row, number) -> new Found(row.getString(1), row.getString(2)))
                .list();
        List<DeskTable> tables = new ArrayList<>();
        for (Found table : found) {
            List<String> columns = jdbc.sql("select attname from pg_attribute where attrelid = cast(? as regclass)"
                            + " and attnum > 0 and not attisdropped order by attnum")
                    .param(table.name())
                    .query(String.class)
                    .list();
            // A row's age in transactions tells what was written last, in any table whatever its columns.
            List<List<@Nullable String>> newest = jdbc.sql(
                            "select * from " + table.name() + " order by age(xmin), ctid desc limit ?")
                    .param(rows)
                    .query((row, number) -> {
                        List<@Nullable String> values = new ArrayList<>();
                        for (int i = 1; i <= columns.size(); i++) {
                            values.add(row.getString(i));
                        }
                        return values;
                    })
                    .list();
            long count = jdbc.sql("select count(*) from " + table.name())
                    .query(Long.class)
                    .single();
            tables.add(new DeskTable(table.name(), table.what(), count, columns, newest));
        }
        return tables;
    }

    /** Whether a company of this code is registered. */
    boolean isRegistered(String creditCode) {
        return jdbc("market-regulation")
                .sql("select exists (select 1 from e_baseinfo where uniscid = ?)")
                .param(creditCode)
                .query(Boolean.class)
                .single();
    }

    /** Registers a company in market regulation's database. */
    Written register(Company company) {
        return write(
                "market-regulation",
                "insert into e_baseinfo (uniscid, entname, lerep, cerno, regcap, dom, domdistrict, opscope)\n"
                        + "values (?, ?, ?, ?, ?, ?, ?, ?)",
                List.of(
                        company.creditCode(),
                        company.name(),
                        company.representative(),
                        company.representativeId(),
                        company.capital(),
                        company.address(),
                        company.division(),
                        company.scope()));
    }

    /** Changes a person's address in public security's database, in every row that has this very ID. */
    Written move(String citizenId, String address) {
        return write("public-security", "update t_rkxx set zz = ? where sfzh = ?", List.of(address, citizenId));
    }

    /** A person's name and address as public security has them. */
    Optional<Resident> resident(String citizenId) {
        return jdbc("public-security")
                .sql("select xm, zz from t_rkxx where sfzh = ? order by bh limit 1")
                .param(citizenId)
                .query((row, number) -> new Resident(row.getString(1), row.getString(2)))
                .optional();
    }

    record Resident(String name, String address) {}

    private Written write(String department, String sql, List<?> values) {
        int rows = jdbc(department).sql(sql).params(values).update();
        return Written.of(sql, values, rows);
    }

    private JdbcClient jdbc(String department) {
        return databases.jdbc(department);
    }
}
