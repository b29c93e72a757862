package org.yici.demo.province;

import org.jspecify.annotations.Nullable;

/**
 * A department's own database and the accounts it has given out.
 *
 * @param department the department's code
 * @param url JDBC URL without user and password
 * @param publication name of the publication of its tables
 * @param owner the department's own account: everything
 * @param reader the front zone's account for collection: reads the tables, replicates
 * @param writer the account for results of cases: inserts into the write-back table; null where no results go
 * @param rows how many rows its tables were first filled with
 */
public record DepartmentDatabase(
        String department,
        String url,
        String publication,
        Account owner,
        Account reader,
        @Nullable Account writer,
        long rows) {

    /** A role of the server with its password. */
    public record Account(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }
}
