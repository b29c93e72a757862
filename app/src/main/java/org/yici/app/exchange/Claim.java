package org.yici.app.exchange;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.text.HalfWidth;

/** Whether a claimed value is the registry's, however it is written. */
final class Claim {
    private Claim() {}

    static boolean holds(ItemType type, String claimed, @Nullable String value) {
        if (value == null) {
            return false;
        }
        String text = HalfWidth.of(claimed).strip();
        return switch (type) {
            case CITIZEN_ID ->
                CitizenId.parse(text.toUpperCase(Locale.ROOT))
                        .map(id -> id.value().equals(value))
                        .orElse(false);
            case CREDIT_CODE -> text.toUpperCase(Locale.ROOT).equals(value);
            case INTEGER, DECIMAL -> sameNumber(text, value);
            case TIMESTAMP -> sameInstant(text, value);
            case BOOLEAN -> text.toLowerCase(Locale.ROOT).equals(value);
            case TEXT, NAME, DIVISION, GENDER, CODE, DATE, PHONE, ADDRESS -> text.equals(HalfWidth.of(value));
        };
    }

    private static boolean sameNumber(String claimed, String value) {
        // A claim like 1e999999999 would be expensive to compare.
        return claimed.matches("[+-]?[0-9]{1,20}(\\.[0-9]{1,10})?")
                && new BigDecimal(claimed).compareTo(new BigDecimal(value)) == 0;
    }

    private static boolean sameInstant(String claimed, String value) {
        try {
            Instant instant = OffsetDateTime.parse(claimed).toInstant();
            return instant.equals(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
