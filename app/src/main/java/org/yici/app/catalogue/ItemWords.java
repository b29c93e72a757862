package org.yici.app.catalogue;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.yici.kernel.resource.Item;

/**
 * Values of registered data as people read them. The item's type decides how, never what the value looks like; its unit stands in the item's
 * label.
 */
@Component
public class ItemWords {
    private static final String WORD = "casepage.value.";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    /** A code of a township begins with the six digits of its county. */
    private static final int COUNTY = 6;

    private final Catalogue catalogue;
    private final Standards standards;
    private final MessageSource messages;

    ItemWords(Catalogue catalogue, Standards standards, MessageSource messages) {
        this.catalogue = catalogue;
        this.standards = standards;
        this.messages = messages;
    }

    /**
     * A value of an item.
     *
     * @param resource code of its resource; what is not published is shown as it is
     * @param item its name
     */
    public String of(Locale locale, @Nullable String resource, String item, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return word(locale, "none").orElse("");
        }
        return Optional.ofNullable(resource)
                .flatMap(catalogue::resource)
                .flatMap(found -> found.item(item))
                .map(found -> of(locale, found, value))
                .orElse(value);
    }

    private String of(Locale locale, Item item, String value) {
        return switch (item.type()) {
            case INTEGER, DECIMAL -> number(locale, value);
            case TIMESTAMP -> time(value);
            case DATE -> value.equals(Item.WITHOUT_END) ? word(locale, value).orElse(value) : value;
            case DIVISION -> division(locale, item, value);
            case BOOLEAN, GENDER, CODE ->
                meaning(locale, item, value)
                        .or(() -> word(locale, item.name() + "." + value))
                        .or(() -> word(locale, value))
                        .orElse(value);
            case TEXT, NAME, CITIZEN_ID, CREDIT_CODE, PHONE, ADDRESS -> value;
        };
    }

    /** What the standard that the item follows says of a value. */
    private Optional<String> meaning(Locale locale, Item item, String value) {
        return Optional.ofNullable(item.standard())
                .flatMap(standards::find)
                .map(standard -> standard.values().get(value))
                .map(label -> label.in(locale.getLanguage()));
    }

    /** A county by its name; of a township the county's name stands before the code. */
    private String division(Locale locale, Item item, String value) {
        if (value.length() < COUNTY) {
            return value;
        }
        return word(locale, item.type().name().toLowerCase(Locale.ROOT) + "." + value.substring(0, COUNTY))
                .map(county -> value.length() == COUNTY ? county : county + " " + value)
                .orElse(value);
    }

    /** What is masked is no number any more. */
    private static String number(Locale locale, String value) {
        try {
            return NumberFormat.getNumberInstance(locale).format(new BigDecimal(value));
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static String time(String value) {
        try {
            return SECOND.format(OffsetDateTime.parse(value.replace(' ', 'T')));
        } catch (DateTimeParseException e) {
            return value;
        }
    }

    private Optional<String> word(Locale locale, String key) {
        return Optional.ofNullable(messages.getMessage(WORD + key, null, "", locale))
                .filter(word -> !word.isEmpty());
    }
}
