package org.yici.app.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SystemStore {
    private static final String KEYS =
            "select k.key_id, k.system, s.department, k.valid_from, k.valid_to, k.withdrawn_at"
                    + " from identity.system_key k join identity.system s on s.name = k.system";

    private final JdbcClient jdbc;

    SystemStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<DepartmentSystem> find(String keyId, Instant now) {
        return jdbc.sql("""
                select s.name, s.department, k.key_id, k.public_key
                from identity.system_key k join identity.system s on s.name = k.system
                where k.key_id = :key and k.withdrawn_at is null and k.valid_from <= :now and k.valid_to > :now""")
                .param("key", keyId)
                .param("now", Timestamp.from(now))
                .query((row, n) -> new DepartmentSystem(
                        row.getString("name"),
                        row.getString("department"),
                        row.getString("key_id"),
                        decode(row.getBytes("public_key"))))
                .optional();
    }

    /** A key id that another system has stays with that system; nothing is changed then. */
    boolean save(DepartmentSystem system, Instant from, Instant to) {
        jdbc.sql("""
                insert into identity.system (name, department, registered_at) values (:name, :department, :from)
                on conflict (name) do update set department = excluded.department""")
                .param("name", system.name())
                .param("department", system.department())
                .param("from", Timestamp.from(from))
                .update();
        return jdbc.sql("""
                insert into identity.system_key (key_id, system, public_key, valid_from, valid_to)
                values (:key, :system, :public, :from, :to)
                on conflict (key_id) do update set valid_to = greatest(system_key.valid_to, excluded.valid_to)
                where system_key.system = excluded.system and system_key.public_key = excluded.public_key""")
                        .param("key", system.keyId())
                        .param("system", system.name())
                        .param("public", system.publicKey().getEncoded())
                        .param("from", Timestamp.from(from))
                        .param("to", Timestamp.from(to))
                        .update()
                == 1;
    }

    boolean withdraw(String keyId, Instant now) {
        return jdbc.sql(
                                "update identity.system_key set withdrawn_at = :now where key_id = :key and withdrawn_at is null")
                        .param("key", keyId)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    Optional<Keys.SystemKey> key(String keyId) {
        return jdbc.sql(KEYS + " where k.key_id = :key")
                .param("key", keyId)
                .query((row, n) -> key(row))
                .optional();
    }

    List<Keys.SystemKey> keys(int page, int size) {
        return jdbc.sql(KEYS + " order by k.system, k.valid_from desc, k.key_id limit :size offset :skip")
                .param("size", size)
                .param("skip", (long) page * size)
                .query((row, n) -> key(row))
                .list();
    }

    long countKeys() {
        return jdbc.sql("select count(*) from identity.system_key")
                .query(Long.class)
                .single();
    }

    private static Keys.SystemKey key(ResultSet row) throws SQLException {
        Timestamp withdrawn = row.getTimestamp("withdrawn_at");
        return new Keys.SystemKey(
                row.getString("key_id"),
                row.getString("system"),
                row.getString("department"),
                row.getTimestamp("valid_from").toInstant(),
                row.getTimestamp("valid_to").toInstant(),
                withdrawn == null ? null : withdrawn.toInstant());
    }

    boolean use(String keyId, String nonce, Instant until) {
        return jdbc.sql("insert into identity.nonce (key_id, nonce, expires_at) values (:key, :nonce, :until)"
                                + " on conflict do nothing")
                        .param("key", keyId)
                        .param("nonce", nonce)
                        .param("until", Timestamp.from(until))
                        .update()
                == 1;
    }

    void forgetNoncesBefore(Instant now) {
        jdbc.sql("delete from identity.nonce where expires_at < :now")
                .param("now", Timestamp.from(now))
                .update();
    }

    private static PublicKey decode(byte[] encoded) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A registered key is not an Ed25519 public key", e);
        }
    }
}
