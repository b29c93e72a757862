package org.yici.demo.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;
import org.yici.demo.DepartmentConnections;

/** Opens the departments' own databases with the departments' own accounts. */
@Component
class DeskConnections {
    /** Seconds; a page does not wait longer for a department, nor for a row that another holds. */
    private static final Properties PATIENCE = new Properties();

    static {
        PATIENCE.setProperty("connectTimeout", "2");
        PATIENCE.setProperty("loginTimeout", "2");
        PATIENCE.setProperty("socketTimeout", "5");
        PATIENCE.setProperty("options", "-c lock_timeout=3s");
    }

    private final Path folder;

    /** @param home the data folder, in which the demonstration leaves the departments' connections */
    DeskConnections(@Value("${yici.home}") Path home) {
        this.folder = home;
    }

    /** Codes of the departments that have a database, in the order of the province's list. */
    Set<String> departments() {
        return connections().departments().keySet();
    }

    JdbcClient jdbc(String department) {
        DepartmentConnections.Connection connection =
                connections().departments().get(department);
        if (connection == null) {
            throw new IllegalStateException("The demonstration has no database of " + department);
        }
        DriverManagerDataSource source =
                new DriverManagerDataSource(connection.url(), connection.user(), connection.password());
        source.setConnectionProperties(PATIENCE);
        return JdbcClient.create(source);
    }

    private DepartmentConnections connections() {
        try {
            return DepartmentConnections.load(folder);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The departments' databases are not known in " + folder + "; start the demo with ./yici demo", e);
        }
    }
}
