package org.yici.app.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.catalogue.ResourcePublished;
import org.yici.app.store.Publishing;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;

/** Names of tables and columns come from {@link Resource}, which admits nothing but lower-case ASCII names. */
@Repository
class RegistryStore implements Registry {
    private final JdbcClient jdbc;
    private final Publishing publishing;

    RegistryStore(JdbcClient jdbc, Publishing publishing) {
        this.jdbc = jdbc;
        this.publishing = publishing;
    }

    /** Before the collection job hears of the edition. */
    @EventListener
    @Order(0)
    void on(ResourcePublished event) {
        prepare(event.resource());
    }

    @Override
    public void prepare(Resource resource) {
        publishing.transact(publisher -> RegistryTable.ddl(resource)
                .forEach(statement -> publisher.sql(statement).update()));
    }

    @Override
    public void unlink(Resource resource, Item item) {
        publishing.transact(publisher -> publisher
                .sql("update " + RegistryTable.name(resource) + " set " + item.subjectColumn() + " = null where "
                        + item.name() + " is null and " + item.subjectColumn() + " is not null")
                .update());
    }

    /** Whether the schema has a table or anything else of that name. */
    boolean isThere(String table) {
        return jdbc.sql("select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = 'registry' and c.relname = ?)")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    @Override
    public Set<String> reservedWords() {
        return Set.copyOf(jdbc.sql("select word from pg_get_keywords() where catcode in ('R', 'T')")
                .query(String.class)
                .list());
    }

    @Override
    public List<RegistryRecord> find(Resource resource, UUID subject, long skip, int limit) {
        return select(resource, "(" + names(resource) + ") order by _source_time desc, _key limit :limit offset :skip")
                .param("subject", subject)
                .param("limit", limit)
                .param("skip", skip)
                .query((row, n) -> read(resource, row))
                .list();
    }

    @Override
    public Optional<RegistryRecord> record(Resource resource, String key) {
        return select(resource, "_key = :key")
                .param("key", key)
                .query((row, n) -> read(resource, row))
                .optional();
    }

    @Override
    public List<RegistryRecord> together(Resource resource, Item item, String value, int limit) {
        if (!resource.items().contains(item) || item.type() != ItemType.TEXT) {
            throw new IllegalArgumentException("Resource " + resource.code() + " has no text " + item.name());
        }
        return select(resource, item.name() + " = :value order by _key limit :limit")
                .param("value", value)
                .param("limit", limit)
                .query((row, n) -> read(resource, row))
                .list();
    }

    private JdbcClient.StatementSpec select(Resource resource, String condition) {
        String columns = Stream.concat(
                        resource.subjects().stream().map(Item::subjectColumn),
                        resource.items().stream().map(RegistryStore::asText))
                .collect(Collectors.joining(", "));
        return jdbc.sql("select _key, _source, _source_time, _arrived, _edition, " + columns + " from "
                + RegistryTable.name(resource) + " where not _deleted and " + condition);
    }

    @Override
    public Set<UUID> subjects(Resource resource, String key) {
        Set<UUID> subjects = new HashSet<>();
        if (resource.subjects().isEmpty()) {
            return subjects;
        }
        jdbc.sql("select "
                        + resource.subjects().stream().map(Item::subjectColumn).collect(Collectors.joining(", "))
                        + " from " + RegistryTable.name(resource) + " where _key = ? and not _deleted")
                .param(key)
                .query((ResultSet row) -> {
                    for (Item item : resource.subjects()) {
                        UUID subject = row.getObject(item.subjectColumn(), UUID.class);
                        if (subject != null) {
                            subjects.add(subject);
                        }
                    }
                });
        return subjects;
    }

    @Override
    public long count(Resource resource, UUID subject) {
        return jdbc.sql("select count(*) from " + RegistryTable.name(resource) + " where not _deleted and ("
                        + names(resource) + ")")
                .param("subject", subject)
                .query(Long.class)
                .single();
    }

    /** The condition that a record names {@code :subject}. */
    private static String names(Resource resource) {
        if (resource.subjects().isEmpty()) {
            throw new IllegalArgumentException("Resource " + resource.code() + " names no subject to be found by");
        }
        return resource.subjects().stream()
                .map(item -> item.subjectColumn() + " = :subject")
                .collect(Collectors.joining(" or "));
    }

    @Override
    public long count(Resource resource) {
        return jdbc.sql("select count(*) from " + RegistryTable.name(resource) + " where not _deleted")
                .query(Long.class)
                .single();
    }

    private static String asText(Item item) {
        return item.type() == ItemType.TIMESTAMP
                ? "to_char(" + item.name()
                        + " at time zone 'Asia/Shanghai', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"+08:00\"') as " + item.name()
                : item.name() + "::text";
    }

    private static RegistryRecord read(Resource resource, ResultSet row) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Item item : resource.items()) {
            String value = row.getString(item.name());
            if (value != null) {
                values.put(item.name(), value);
            }
        }
        Map<String, UUID> subjects = new LinkedHashMap<>();
        for (Item item : resource.subjects()) {
            UUID subject = row.getObject(item.subjectColumn(), UUID.class);
            if (subject != null) {
                subjects.put(item.name(), subject);
            }
        }
        return new RegistryRecord(
                row.getString("_key"),
                values,
                subjects,
                row.getString("_source"),
                row.getTimestamp("_source_time").toInstant(),
                row.getTimestamp("_arrived").toInstant(),
                row.getInt("_edition"));
    }
}
