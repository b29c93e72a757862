package org.yici.app.definition;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Versions of drafts, which tests send as a page that was just opened would. */
public final class DraftVersions {
    private DraftVersions() {}

    /** Of a definition's draft; 0 if there is none. */
    public static long of(JdbcClient jdbc, String kind, String name) {
        return jdbc.sql("select coalesce(max(version), 0) from definition.draft where kind = ? and name = ?")
                .params(kind, name)
                .query(Long.class)
                .single();
    }
}
