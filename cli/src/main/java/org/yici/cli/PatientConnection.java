package org.yici.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connections of the launcher's commands: a server that hangs takes connections and says nothing, which nobody waits for. */
public final class PatientConnection {
    private PatientConnection() {}

    public static Connection open(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "yici-command");
        return DriverManager.getConnection(url, properties);
    }
}
