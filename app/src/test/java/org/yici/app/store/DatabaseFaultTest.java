package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultTest {
    @ParameterizedTest
    @CsvSource({
        "08006, gone, AWAY",
        "53100, could not extend file: No space left on device, AWAY",
        "57P03, the database system is starting up, AWAY",
        "58030, could not read block 3, AWAY",
        "58P01, could not open file, AWAY",
        "42501, could not open file \"base/16384/2619\": Operation not permitted, AWAY",
        "42501, permission denied for table leaf, OTHER",
        "22P05, unsupported Unicode escape sequence, BAD_VALUE",
        "40P01, deadlock detected, COLLISION",
        "42P01, relation does not exist, OTHER"
    })
    void whatAStateTells(String state, String message, DatabaseFault fault) {
        assertThat(DatabaseFault.of(new IllegalStateException(new SQLException(message, state))))
                .isEqualTo(fault);
    }
}
