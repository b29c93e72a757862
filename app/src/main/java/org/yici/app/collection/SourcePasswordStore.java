package org.yici.app.collection;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.registry.SubjectKey;
import org.yici.kernel.secret.SourcePassword;

/** Passwords of sources that people define, sealed under the platform's key. */
@Repository
class SourcePasswordStore {
    private final JdbcClient jdbc;
    private final SubjectKey key;

    SourcePasswordStore(JdbcClient jdbc, SubjectKey key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    void put(SourceDefinition source, String password, String account, Instant at) {
        jdbc.sql("""
                        insert into collection.source_password (source, department, sealed, set_by, set_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (source) do update
                        set department = excluded.department, sealed = excluded.sealed, set_by = excluded.set_by, set_at = excluded.set_at""")
                .params(
                        source.name(),
                        source.department(),
                        SourcePassword.seal(key.value(), source.name(), source.url(), source.username(), password),
                        account,
                        Timestamp.from(at))
                .update();
    }

    /** Empty if it was not set, or by another department, or for another server, database or account: it is given to no other than it was meant for. */
    Optional<String> find(SourceDefinition source) {
        return jdbc.sql("select sealed from collection.source_password where source = ? and department = ?")
                .params(source.name(), source.department())
                .query(String.class)
                .optional()
                .flatMap(kept -> open(source, kept));
    }

    void remove(String source) {
        jdbc.sql("delete from collection.source_password where source = ?")
                .param(source)
                .update();
    }

    private Optional<String> open(SourceDefinition source, String kept) {
        try {
            return Optional.of(SourcePassword.open(key.value(), source.name(), source.url(), source.username(), kept));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
