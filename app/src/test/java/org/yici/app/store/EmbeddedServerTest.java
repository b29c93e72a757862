package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
    @TempDir
    Path folder;

    @Test
    void keepsDataOverARestartAndEvenAKill() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            server.createDatabase("kept");
            execute(server, "create table note (text text)");
            execute(server, "insert into note values ('first')");
        }
        EmbeddedServer left = EmbeddedServer.start(folder);
        execute(left, "insert into note values ('second')");
        // The process that started the server is gone without a word: nobody closes it.
        try (EmbeddedServer again = EmbeddedServer.start(folder);
                Connection connection = again.connect("kept");
                var rows = connection.createStatement().executeQuery("select count(*) from note")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void letsNobodyInWithoutThePasswordAndIsDurable() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url("postgres"), EmbeddedServer.USER, "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            try (Connection connection = server.connect("postgres");
                    var rows = connection.createStatement().executeQuery("show fsync")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("on");
            }
            assertThat(Files.getPosixFilePermissions(folder.resolve("password"))).hasSize(2);
        }
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("kept");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
