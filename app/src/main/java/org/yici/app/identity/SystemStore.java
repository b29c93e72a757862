package org.yici.app.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.identity.InvalidKeyException.Fault;
import org.yici.kernel.signature.KeyNames;

@Repository
class SystemStore {
    private static final String KEYS =
            "select k.key_id, k.system, s.department, k.public_key, k.valid_from, k.valid_to, k.last_used_at, k.withdrawn_at"
                    + " from identity.system_key k join identity.system s on s.name = k.system";

    private static final String OF = " from identity.system_key k join identity.system s on s.name = k.system"
            + " where :department::text is null or s.department = :department";

    private static final String EVENTS = """
            select * from (
                select k.key_id, k.system, s.department, k.valid_from as at, false as withdrawal, k.added_by as by,
                    null as why, k.added_leaf as leaf
                from identity.system_key k join identity.system s on s.name = k.system
                union all
                select k.key_id, k.system, s.department, k.withdrawn_at, true, k.withdrawn_by, k.withdrawn_why,
                    k.withdrawn_leaf
                from identity.system_key k join identity.system s on s.name = k.system
                where k.withdrawn_at is not null) event""";

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

    /** Names of a department's systems that have a key that is valid. */
    List<String> ofDepartment(String department, Instant now) {
        return jdbc.sql("""
                select distinct s.name from identity.system_key k join identity.system s on s.name = k.system
                where s.department = ? and k.withdrawn_at is null and k.valid_to > ? order by s.name""")
                .params(department, Timestamp.from(now))
                .query(String.class)
                .list();
    }

    /**
     * Registers a key, in the caller's transaction. A system stays with its department, a public key with its system for ever.
     *
     * @throws InvalidKeyException if either is another's, or the key is registered already
     */
    void insert(DepartmentSystem system, Instant from, Instant to) {
        jdbc.sql("insert into identity.system (name, department, registered_at) values (?, ?, ?)"
                        + " on conflict (name) do nothing")
                .params(system.name(), system.department(), Timestamp.from(from))
                .update();
        if (!department(system.name()).orElseThrow().equals(system.department())) {
            throw new InvalidKeyException(Fault.OTHER_DEPARTMENT);
        }
        if (jdbc.sql("insert into identity.public_key (encoded) values (?) on conflict do nothing")
                        .param(system.publicKey().getEncoded())
                        .update()
                == 0) {
            throw new InvalidKeyException(Fault.KNOWN);
        }
        int inserted = jdbc.sql("""
                insert into identity.system_key (key_id, system, public_key, valid_from, valid_to)
                values (:key, :system, :public, :from, :to) on conflict (key_id) do nothing""")
                .param("key", system.keyId())
                .param("system", system.name())
                .param("public", system.publicKey().getEncoded())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .update();
        if (inserted == 0) {
            throw new InvalidKeyException(Fault.KNOWN);
        }
    }

    /** Whether exactly this key is or was this system's. */
    boolean has(DepartmentSystem system) {
        return jdbc.sql("select exists (select 1 from identity.system_key k join identity.system s on s.name = k.system"
                        + " where k.key_id = ? and k.system = ? and k.public_key = ? and s.department = ?)")
                .params(system.keyId(), system.name(), system.publicKey().getEncoded(), system.department())
                .query(Boolean.class)
                .single();
    }

    /** The department that answers for a system. */
    Optional<String> department(String system) {
        return jdbc.sql("select department from identity.system where name = ?")
                .param(system)
                .query(String.class)
                .optional();
    }

    /** Whether a key is or was anybody's. */
    boolean has(PublicKey key) {
        return jdbc.sql("select exists (select 1 from identity.public_key where encoded = ?)")
                .param(key.getEncoded())
                .query(Boolean.class)
                .single();
    }

    void added(String keyId, String by, long leaf) {
        jdbc.sql("update identity.system_key set added_by = ?, added_leaf = ? where key_id = ?")
                .params(by, leaf, keyId)
                .update();
    }

    boolean withdraw(String keyId, Instant now, String by, String why) {
        return jdbc.sql("update identity.system_key set withdrawn_at = ?, withdrawn_by = ?, withdrawn_why = ?"
                                + " where key_id = ? and withdrawn_at is null")
                        .params(Timestamp.from(now), by, why, keyId)
                        .update()
                == 1;
    }

    void withdrawn(String keyId, long leaf) {
        jdbc.sql("update identity.system_key set withdrawn_leaf = ? where key_id = ?")
                .params(leaf, keyId)
                .update();
    }

    void used(String keyId, Instant now) {
        jdbc.sql("update identity.system_key set last_used_at = ? where key_id = ?")
                .params(Timestamp.from(now), keyId)
                .update();
    }

    /**
     * Which events.
     *
     * @param keyId of one key, or null
     * @param department of one department's keys, or null
     * @param after those that happened later
     */
    record Events(@Nullable String keyId, @Nullable String department, Instant after) {}

    List<SystemKeys.Event> history(Events wanted, int page, int size) {
        return jdbc.sql(EVENTS + " where (:key::text is null or key_id = :key)"
                        + " and (:department::text is null or department = :department) and at > :after"
                        + " order by at desc, withdrawal desc, key_id limit :size offset :skip")
                .param("key", wanted.keyId(), Types.VARCHAR)
                .param("department", wanted.department(), Types.VARCHAR)
                .param("after", Timestamp.from(wanted.after()))
                .param("size", size)
                .param("skip", (long) page * size)
                .query((row, n) -> new SystemKeys.Event(
                        row.getString("key_id"),
                        row.getString("system"),
                        row.getString("department"),
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("withdrawal"),
                        row.getString("by"),
                        row.getString("why"),
                        row.getObject("leaf", Long.class)))
                .list();
    }

    long countEvents(@Nullable String department) {
        return jdbc.sql("select count(*) + count(withdrawn_at)" + OF)
                .param("department", department, Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    Optional<SystemKeys.SystemKey> key(String keyId) {
        return jdbc.sql(KEYS + " where k.key_id = :key")
                .param("key", keyId)
                .query((row, n) -> key(row))
                .optional();
    }

    /** @param department null for all departments' */
    List<SystemKeys.SystemKey> keys(@Nullable String department, int page, int size) {
        return jdbc.sql(
                        KEYS
                                + " where :department::text is null or s.department = :department order by k.system, k.valid_from desc, k.key_id limit :size offset :skip")
                .param("department", department, Types.VARCHAR)
                .param("size", size)
                .param("skip", (long) page * size)
                .query((row, n) -> key(row))
                .list();
    }

    long countKeys(@Nullable String department) {
        return jdbc.sql("select count(*)" + OF)
                .param("department", department, Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    private static SystemKeys.SystemKey key(ResultSet row) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        Timestamp withdrawn = row.getTimestamp("withdrawn_at");
        return new SystemKeys.SystemKey(
                row.getString("key_id"),
                row.getString("system"),
                row.getString("department"),
                KeyNames.fingerprint(row.getBytes("public_key")),
                row.getTimestamp("valid_from").toInstant(),
                row.getTimestamp("valid_to").toInstant(),
                used == null ? null : used.toInstant(),
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
