package org.yici.app.store;

import java.util.Locale;

/**
 * The roles under which the platform's PostgreSQL is used. What each may do stands in {@code db/migration/afterMigrate__privileges.sql}.
 */
public enum DatabaseRole {
    /** Owns the schemas and everything in them but {@code registry}; migrates. */
    MIGRATE,
    /** Owns {@code registry}: makes and alters the tables of resources. */
    PUBLISH,
    /** Pages and API. Owns nothing; adds to the ledger, and neither changes nor deletes there. */
    PLATFORM,
    /** The collection job, here or on a Flink cluster: what it collects and links, nothing of accounts, keys, cases or the ledger. */
    JOB,
    /** Reports: reads what names no person and holds no secret. */
    REPORT;

    /** The role's name on the server, such as {@code yici_migrate}. */
    String named(String prefix) {
        return prefix + "_" + name().toLowerCase(Locale.ROOT);
    }

    /** The setting of its password, and the name of the file in {@code secrets/} that keeps it. */
    String passwordSetting() {
        return "yici.database.roles." + name().toLowerCase(Locale.ROOT) + "-password";
    }
}
