package org.yici.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.yici.demo.province.DatabaseServer;
import org.yici.demo.province.Province;
import org.yici.demo.province.ProvinceProgress;
import org.yici.postgres.EmbeddedServer;

/** Departments' real databases, and the folder and server of a platform that reads them. */
final class DeskProvince {
    static final Province PROVINCE = Province.of(500);
    static final Path HOME;
    static final EmbeddedServer SERVER;

    static {
        try {
            HOME = Files.createTempDirectory("yici-desk");
            SERVER = EmbeddedServer.start(HOME.resolve("postgres"));
            SERVER.createDatabase("yici");
            DatabaseServer server = new DatabaseServer(SERVER.url("postgres"), EmbeddedServer.USER, SERVER.password());
            Map<String, DepartmentConnections.Connection> connections = new LinkedHashMap<>();
            PROVINCE.create(server, ProvinceProgress.SILENT)
                    .forEach(database -> connections.put(
                            database.department(),
                            new DepartmentConnections.Connection(
                                    database.url(),
                                    database.owner().user(),
                                    database.owner().password())));
            new DepartmentConnections(connections).save(HOME);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The test's province was not made", e);
        }
    }

    private DeskProvince() {}

    /** A case as the platform has it. */
    static void sale(String number, String state) throws SQLException {
        try (Connection connection = SERVER.connect("yici");
                var insert = connection.prepareStatement(
                        "insert into casework.case_file (number, item, edition, state, opened_by, account, opened_name, opened_at)"
                                + " values (?, 'house-sale', 1, ?, 'nobody', 'nobody', 'nobody', now())")) {
            insert.setString(1, number);
            insert.setString(2, state);
            insert.executeUpdate();
        }
    }

    static void assess(String number, String amount) throws SQLException {
        try (Connection connection = SERVER.connect("tax");
                var insert =
                        connection.prepareStatement("insert into sb_zsxx (jkxh, se, ywh) values (?, ?::numeric, ?)")) {
            insert.setString(1, number);
            insert.setString(2, amount);
            insert.setString(3, number);
            insert.executeUpdate();
        }
    }

    static String tax(String sql) throws SQLException {
        try (Connection connection = SERVER.connect("tax");
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void remove() {
        try {
            SERVER.close();
            try (Stream<Path> files = Files.walk(HOME)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
