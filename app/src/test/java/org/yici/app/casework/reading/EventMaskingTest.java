package org.yici.app.casework.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An event that nobody has decided about would be told to nobody but whom it is about: then that is written down, too. */
class EventMaskingTest {
    private static final String PREFIX = "case.event.";

    static Stream<String> events() {
        return ResourceBundle.getBundle("messages/casework", Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && key.indexOf('.', PREFIX.length()) < 0)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("events")
    void somebodyHasDecidedWhoIsTold(String key) {
        assertThat(EventMasking.isDecided(key)).as(key).isTrue();
    }
}
