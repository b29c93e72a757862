package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final String PLATFORM =
            "\"platform\": {\"url\": \"jdbc:postgresql://h/d\", \"user\": \"u\", \"password\": \"p\"}, \"subjectKey\": \"AAEC\"";

    @Test
    void whatIsNotGivenHasItsDefault() {
        Settings settings = Settings.parse("{" + PLATFORM + ", \"linger\": 5}");

        assertThat(settings.linger()).isEqualTo(5);
        assertThat(settings.batch()).isEqualTo(1_000);
        assertThat(settings.parallelism()).isEqualTo(2);
        assertThat(settings.checkpoint()).isEqualTo(500);
        assertThat(settings.subjectKey()).containsExactly(0, 1, 2);
    }

    @Test
    void whatIsWrongIsNamedAndNoPasswordIsShown() {
        assertThatThrownBy(() -> Settings.parse("{")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> Settings.parse("{}")).hasMessageContaining("subjectKey");
        assertThatThrownBy(() -> Settings.parse("{\"subjectKey\": \"AAEC\"}")).hasMessageContaining("url");
        assertThatThrownBy(() -> Settings.parse("{" + PLATFORM + ", \"batch\": 0}"))
                .hasMessageContaining("from 1 to");
        assertThat(Settings.parse("{" + PLATFORM + "}").toString()).doesNotContain("password", "AAEC");
        assertThat(Settings.parse("{" + PLATFORM + "}").platform().toString()).doesNotContain(", p");
    }
}
