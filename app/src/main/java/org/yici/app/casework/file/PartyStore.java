package org.yici.app.casework.file;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Parties of cases. */
@Component
public class PartyStore {
    private final JdbcClient jdbc;

    PartyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<PartyRow> of(String number) {
        return jdbc.sql("select * from casework.party where case_number = ? order by ordinal")
                .param(number)
                .query((row, index) -> new PartyRow(
                        row.getString("role"),
                        row.getInt("ordinal"),
                        row.getString("identifier"),
                        row.getString("name"),
                        row.getObject("subject", UUID.class),
                        row.getBoolean("company"),
                        CaseStore.instant(row, "consented_at"),
                        CaseStore.instant(row, "confirmed_at")))
                .list();
    }

    void save(CaseFile file) {
        jdbc.sql("delete from casework.party where case_number = ? and role <> all (?)")
                .params(file.number, file.parties.stream().map(PartyRow::role).toArray(String[]::new))
                .update();
        for (PartyRow party : file.parties) {
            jdbc.sql("""
                            insert into casework.party
                                (case_number, role, ordinal, identifier, name, subject, company, consented_at, confirmed_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                            on conflict (case_number, role) do update
                               set identifier = excluded.identifier, name = excluded.name, subject = excluded.subject,
                                   consented_at = excluded.consented_at, confirmed_at = excluded.confirmed_at
                             where (party.identifier, party.name, party.consented_at, party.confirmed_at) is distinct from
                                   (excluded.identifier, excluded.name, excluded.consented_at, excluded.confirmed_at)""")
                    .params(Arrays.asList(
                            file.number,
                            party.role(),
                            party.ordinal(),
                            party.identifier(),
                            party.name(),
                            party.subject(),
                            party.company(),
                            CaseStore.stamp(party.consentedAt()),
                            CaseStore.stamp(party.confirmedAt())))
                    .update();
        }
    }
}
