package org.yici.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The roles on the platform's server, as the account sees them that the settings name. Everything that it would change is a statement
 * first, so that an administrator can run the very same ones.
 */
public final class RoleStore {
    /** PostgreSQL's longest name has 63 bytes; the longest role's has nine after the prefix. */
    private static final int LONGEST_PREFIX = 54;
    /** Schemas of versions that did everything under one account. */
    private static final String ONCE_OWNED =
            "'ledger', 'identity', 'catalogue', 'registry', 'collection', 'linking', 'alert',"
                    + " 'exchange', 'casework', 'flowable', 'inbox', 'definition'";

    private final Connection connection;
    private final String database;
    private final Map<DatabaseRole, String> names = new EnumMap<>(DatabaseRole.class);

    /**
     * Of the database to which a connection leads.
     *
     * @param prefix of the roles' names; null takes the database's name
     * @throws IllegalArgumentException if the prefix cannot begin a role's name
     */
    public RoleStore(Connection connection, @Nullable String prefix) throws SQLException {
        this.connection = connection;
        this.database = text("select quote_ident(current_database())");
        String own = prefix == null ? text("select current_database()") : prefix;
        String plain = own.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        if (prefix != null && !plain.equals(prefix) || plain.length() > LONGEST_PREFIX || !plain.matches("[a-z_].*")) {
            throw new IllegalArgumentException("Roles' names cannot begin with \"" + own
                    + "\". Set yici.database.roles.prefix to at most " + LONGEST_PREFIX
                    + " small letters, digits and _, the first no digit");
        }
        for (DatabaseRole role : DatabaseRole.values()) {
            names.put(role, role.named(plain));
        }
    }

    /** A role's name on the server. */
    public String name(DatabaseRole role) {
        return String.valueOf(names.get(role));
    }

    /** Whether the account may make roles. */
    public boolean mayMakeRoles() throws SQLException {
        return is("select rolsuper or rolcreaterole from pg_roles where rolname = current_user");
    }

    /** The account itself. */
    public String account() throws SQLException {
        return text("select quote_ident(current_user)");
    }

    /** Whether the server has the role. */
    public boolean exists(DatabaseRole role) throws SQLException {
        return is("select exists (select from pg_roles where rolname = ?)", name(role));
    }

    /** Whether somebody is connected under the role, to whatever database of the server. */
    boolean isInUse(DatabaseRole role) throws SQLException {
        return is("select exists (select from pg_stat_activity where usename = ?)", name(role));
    }

    /** A statement that gives a role its password. */
    String password(DatabaseRole role, String verifier) {
        return "alter role " + name(role) + " login password '" + verifier + "'";
    }

    /**
     * What is not yet as the platform needs it, as the statements that bring it about, in order; empty if nothing is.
     *
     * @param verifiers the passwords for roles to be made, as the server keeps them (SCRAM-SHA-256)
     */
    List<String> missing(Map<DatabaseRole, String> verifiers) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (DatabaseRole role : DatabaseRole.values()) {
            if (!exists(role)) {
                missing.add("create role " + name(role) + " login password '" + verifiers.get(role) + "'");
            }
        }
        connecting(missing);
        if (!may(DatabaseRole.MIGRATE, "has_database_privilege(?, current_database(), 'create')")) {
            missing.add("grant create on database " + database + " to " + name(DatabaseRole.MIGRATE));
        }
        if (!may(DatabaseRole.MIGRATE, "has_schema_privilege(?, 'public', 'create')")) {
            // Flyway's own table is there.
            missing.add("grant usage, create on schema public to " + name(DatabaseRole.MIGRATE));
        }
        if (!may(DatabaseRole.MIGRATE, "pg_has_role(?, '" + name(DatabaseRole.PUBLISH) + "', 'usage')")) {
            missing.add("grant " + name(DatabaseRole.PUBLISH) + " to " + name(DatabaseRole.MIGRATE));
        }
        if (is("select has_database_privilege('public', current_database(), 'temporary')")) {
            missing.add("revoke temporary on database " + database + " from public");
        }
        missing.addAll(transfers());
        return missing;
    }

    private void connecting(List<String> missing) throws SQLException {
        if (!is("select has_database_privilege('public', current_database(), 'connect')")) {
            for (DatabaseRole role : DatabaseRole.values()) {
                if (!may(role, "has_database_privilege(?, current_database(), 'connect')")) {
                    missing.add("grant connect on database " + database + " to " + name(role));
                }
            }
        }
    }

    /** A condition about a role; false if the role is not there or one that the condition names. */
    private boolean may(DatabaseRole role, String condition) throws SQLException {
        return exists(role) && exists(DatabaseRole.PUBLISH) && is("select " + condition, name(role));
    }

    /** What the account itself owns of the platform's goes to the owners: it comes from before there were roles. */
    private List<String> transfers() throws SQLException {
        String migrate = "'" + name(DatabaseRole.MIGRATE) + "'";
        String owner =
                "case nspname when 'registry' then '" + name(DatabaseRole.PUBLISH) + "' else " + migrate + " end";
        List<String> transfers = new ArrayList<>();
        String me = "quote_ident(current_user)::regrole";
        String sql = "with ours as (select oid, nspname, nspowner from pg_namespace where nspname in (" + ONCE_OWNED
                + ")) select statement from ("
                + "select 1 as place, format('alter schema %I owner to %s', nspname, " + owner + ") as statement"
                + " from ours where nspowner = " + me
                + " union all select 2, format('alter %s %s owner to %s', case relkind when 'S' then 'sequence' else 'table' end,"
                + " c.oid::regclass, " + owner
                + ") from ours join pg_class c on c.relnamespace = ours.oid where relowner = "
                + me + " and relkind in ('r', 'p', 'v', 'm', 'S') and not exists (select from pg_depend d where"
                + " d.classid = 'pg_class'::regclass and d.objid = c.oid and relkind = 'S' and d.deptype in ('a', 'i'))"
                + " union all select 3, format('alter function %s owner to %s', p.oid::regprocedure, " + owner
                + ") from ours join pg_proc p on p.pronamespace = ours.oid where proowner = " + me
                + " union all select 4, format('alter table %s owner to %s', oid::regclass, " + migrate
                + ") from pg_class where oid = to_regclass('public.flyway_schema_history') and relowner = " + me
                + ") statements order by place, statement";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                transfers.add(rows.getString(1));
            }
        }
        if (!transfers.isEmpty() && !is("select rolsuper from pg_roles where rolname = current_user")) {
            // Who gives something away must be of those who get it.
            String both = name(DatabaseRole.MIGRATE) + ", " + name(DatabaseRole.PUBLISH);
            transfers.addFirst("grant " + both + " to " + account());
            transfers.addLast("revoke " + both + " from " + account());
        }
        return transfers;
    }

    /** Runs statements, all or none. */
    void run(List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Of two platforms that start at once the second finds everything done.
            statement.execute("set local lock_timeout = '30s'");
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean is(String sql, String... parameters) throws SQLException {
        return text(sql, parameters).equals("t");
    }

    private String text(String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? String.valueOf(row.getString(1)) : "";
            }
        }
    }
}
