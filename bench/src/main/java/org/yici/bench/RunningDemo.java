package org.yici.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yici.cli.PlatformUrl;
import org.yici.cli.SystemClient;
import org.yici.cli.SystemKeys;
import org.yici.cli.UsageException;
import org.yici.demo.DepartmentConnections;

/**
 * The demonstration that runs in a data folder, as a measurement uses it.
 *
 * @param platform the platform's address, {@code http://localhost:8080}
 * @param departments how to reach the departments' own databases
 * @param systems each department's system by the department's code
 */
record RunningDemo(String platform, DepartmentConnections departments, Map<String, SystemClient> systems) {

    /** @throws UsageException if no demonstration runs there */
    static RunningDemo in(Path data) {
        try {
            String platform = PlatformUrl.load(data);
            DepartmentConnections departments = DepartmentConnections.load(data);
            Map<String, SystemClient> systems = new LinkedHashMap<>();
            for (String department : departments.departments().keySet()) {
                systems.put(
                        department,
                        new SystemClient(platform, SystemKeys.signer(data, department), InstantSource.system()));
            }
            return new RunningDemo(platform, departments, systems);
        } catch (IOException e) {
            throw new UsageException("No demo runs in " + data + ": " + e.getMessage());
        }
    }

    /** @throws UsageException if the demonstration has no such department */
    static Connection open(DepartmentConnections departments, String department) throws SQLException {
        DepartmentConnections.Connection to = departments.departments().get(department);
        if (to == null) {
            throw new UsageException("The demo has no department " + department);
        }
        return DriverManager.getConnection(to.url(), to.user(), to.password());
    }
}
