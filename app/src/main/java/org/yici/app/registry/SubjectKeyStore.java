package org.yici.app.registry;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers which subject key a database's ids were made with. */
class SubjectKeyStore {
    private final JdbcClient jdbc;

    SubjectKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<byte[]> digest() {
        return jdbc.sql("select digest from registry.subject_key")
                .query(byte[].class)
                .optional();
    }

    void remember(byte[] digest) {
        jdbc.sql("insert into registry.subject_key (digest) values (?)")
                .param(digest)
                .update();
    }
}
