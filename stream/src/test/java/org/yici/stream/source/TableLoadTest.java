package org.yici.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableLoadTest {
    @Test
    void aLineOfCopyIsTakenApart() {
        assertThat(split("1\t\\N\t\t张三\n", 4)).containsExactly("1", null, "", "张三");
        assertThat(split("a\\tb\\nc\\\\N\t\\\\N\n", 2)).containsExactly("a\tb\nc\\N", "\\N");
        assertThat(split("\n", 1)).containsExactly("");
        assertThat(split("\\N\n", 1)).containsExactly((String) null);
    }

    private static String[] split(String line, int columns) {
        return TableLoad.split(line.getBytes(StandardCharsets.UTF_8), columns);
    }
}
