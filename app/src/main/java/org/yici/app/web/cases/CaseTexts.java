package org.yici.app.web.cases;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Identities;
import org.yici.app.service.FieldType;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ValueType;
import org.yici.kernel.masking.Masking;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/** Words of the case pages: names of departments and resources, values as people read them, times of China Standard Time. */
@Component
public class CaseTexts {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZONE);

    private final MessageSource messages;
    private final Identities identities;
    private final Catalogue catalogue;

    CaseTexts(MessageSource messages, Identities identities, Catalogue catalogue) {
        this.messages = messages;
        this.identities = identities;
        this.catalogue = catalogue;
    }

    public String text(Locale locale, String key, Object... arguments) {
        return String.valueOf(messages.getMessage(key, arguments, key, locale));
    }

    public String label(Locale locale, Label label) {
        return label.in(locale.getLanguage());
    }

    /** A department's name, or its code if it is not registered. */
    public String department(Locale locale, @Nullable String code) {
        if (code == null || code.isEmpty()) {
            return "";
        }
        return identities
                .department(code)
                .map(department -> label(locale, department.label()))
                .orElse(code);
    }

    String resource(Locale locale, @Nullable String code) {
        if (code == null) {
            return "";
        }
        return catalogue
                .resource(code)
                .map(resource -> label(locale, resource.label()))
                .orElse(code);
    }

    /** The department that answers for a resource, empty if the resource is not published. */
    String provider(@Nullable String code) {
        return code == null
                ? ""
                : catalogue.resource(code).map(Resource::provider).orElse("");
    }

    String item(Locale locale, @Nullable String resource, String item) {
        if (resource == null) {
            return item;
        }
        return catalogue
                .resource(resource)
                .flatMap(found -> found.item(item))
                .map(found -> label(locale, found.label()))
                .orElse(item);
    }

    private static String time(String raw) {
        try {
            return second(OffsetDateTime.parse(raw.replace(' ', 'T')).toInstant());
        } catch (DateTimeParseException e) {
            return raw;
        }
    }

    /** What a step told or a case brought: times as people read them, amounts of money with separators. */
    public String told(Locale locale, ValueType type, String value) {
        return switch (type) {
            case MONEY -> entered(locale, FieldType.MONEY, value);
            case TIME -> time(value);
            case DATE -> value.equals(Item.WITHOUT_END) ? text(locale, "casepage.value." + value) : value;
            case TEXT, SECONDS -> value;
        };
    }

    /** A form's value as somebody typed it: amounts with separators, everything else as it is. */
    public String entered(Locale locale, FieldType type, String raw) {
        return type.isMoney() && raw.matches("[0-9]{1,15}(\\.[0-9]+)?")
                ? NumberFormat.getNumberInstance(locale).format(new BigDecimal(raw))
                : raw;
    }

    /** Whether a value was masked by the exchange. */
    static boolean masked(@Nullable String value) {
        return value != null && value.contains("*");
    }

    /** An identifier of which only the province is shown. */
    static String mask(String identifier) {
        return masked(identifier) ? identifier : Masking.mask(ItemType.CITIZEN_ID, identifier);
    }

    public static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    /** The time of day. */
    static String clock(Instant instant) {
        return CLOCK.format(instant);
    }

    static String second(Instant instant) {
        return SECOND.format(instant);
    }

    /** What a role of an item is called. */
    String party(Locale locale, ServiceItem item, String role) {
        return item.party(role).map(party -> label(locale, party.label())).orElse(role);
    }
}
