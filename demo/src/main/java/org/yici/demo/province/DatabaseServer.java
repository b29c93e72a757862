package org.yici.demo.province;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A PostgreSQL server on which the departments' databases live.
 *
 * @param url JDBC URL of its maintenance database: {@code jdbc:postgresql://127.0.0.1:5432/postgres}
 * @param user a superuser
 * @param password the superuser's password, empty if the server trusts the caller
 */
public record DatabaseServer(String url, String user, String password) {
    public DatabaseServer {
        if (!url.matches("jdbc:postgresql://[^/]+/[^/?]+(\\?.*)?")) {
            throw new IllegalArgumentException(
                    "The server's URL '" + url + "' is not of the form jdbc:postgresql://host:port/database");
        }
    }

    /** JDBC URL of another database of the server. */
    public String url(String database) {
        int start = url.indexOf('/', "jdbc:postgresql://".length()) + 1;
        int end = url.indexOf('?', start);
        return url.substring(0, start) + database + (end < 0 ? "" : url.substring(end));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user, password);
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
