package org.yici.app.web.frame;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.identity.Identities;
import org.yici.app.store.Page;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/**
 * How values are shown, as {@code @show} in templates: times of China Standard Time, numbers with separators, codes as the
 * names that people know, all in the reader's language.
 */
@Component("show")
public class Show {
    /** The one zone of the country's public administration. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZONE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZONE);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZONE);

    private final MessageSource messages;
    private final Identities identities;
    private final Catalogue catalogue;
    private final Grants grants;

    Show(MessageSource messages, Identities identities, Catalogue catalogue, Grants grants) {
        this.messages = messages;
        this.identities = identities;
        this.catalogue = catalogue;
        this.grants = grants;
    }

    /**
     * What the title of a page begins with that says what is wrong, so that a screen reader says it first; empty if nothing is.
     *
     * @param faults a map or list of faults, or whether there is one; null counts as none
     */
    public String error(@Nullable Object faults) {
        return isNone(faults) ? "" : say("form.error");
    }

    /** The same of two of them. Not of any number: a template's list would be taken for the numbers of a call. */
    public String error(@Nullable Object faults, @Nullable Object others) {
        return isNone(faults) ? error(others) : error(faults);
    }

    private static boolean isNone(@Nullable Object faults) {
        return switch (faults) {
            case null -> true;
            case Map<?, ?> map -> map.isEmpty();
            case Collection<?> list -> list.isEmpty();
            default -> !Boolean.TRUE.equals(faults);
        };
    }

    /** Date and time to the second; a word if there is none yet. */
    public String time(@Nullable Object at) {
        return format(SECOND, at);
    }

    /** A time for programs, of the same zone as on the pages and saying so; null if there is none. */
    public static @Nullable String iso(@Nullable Instant at) {
        return at == null ? null : at.atZone(ZONE).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** The time of day. */
    public String clock(@Nullable Object at) {
        return format(CLOCK, at);
    }

    /** The time of day without seconds. */
    public String minute(@Nullable Object at) {
        return format(MINUTE, at);
    }

    public String date(@Nullable Object at) {
        return at instanceof LocalDate date ? date.toString() : format(DAY, at);
    }

    private String format(DateTimeFormatter formatter, @Nullable Object at) {
        return switch (at) {
            case null -> say("time.never");
            case Instant instant -> formatter.format(instant);
            case Date date -> formatter.format(date.toInstant());
            case String iso -> formatter.format(Instant.parse(iso));
            default -> at.toString();
        };
    }

    public String number(long value) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(value);
    }

    /** Records a second. */
    public String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond >= 100 ? "%,.0f" : "%.1f", perSecond);
    }

    /** Milliseconds with their unit; a dash if nothing was measured. */
    public String millis(@Nullable Integer millis) {
        return millis == null ? "–" : number(millis) + " ms";
    }

    /** A duration in minutes as people say it. */
    public String minutes(int minutes) {
        if (minutes % 1440 == 0 && minutes > 0) {
            return say("duration.days", minutes / 1440);
        }
        return minutes % 60 == 0 && minutes > 0
                ? say("duration.hours", minutes / 60)
                : say("duration.minutes", minutes);
    }

    public String label(@Nullable Label label) {
        return label == null ? "" : label.in(language());
    }

    /** A department's name, or its code if nobody registered it. */
    public String department(@Nullable String code) {
        return code == null
                ? ""
                : identities
                        .department(code)
                        .map(department -> label(department.label()))
                        .orElse(code);
    }

    /** A resource's name, or its code if it is not published. */
    public String resource(@Nullable String code) {
        return code == null
                ? ""
                : catalogue
                        .resource(code)
                        .map(resource -> label(resource.label()))
                        .orElse(code);
    }

    /** Code of the department that answers for a resource. */
    public @Nullable String provider(@Nullable String code) {
        return code == null
                ? null
                : catalogue.resource(code).map(Resource::provider).orElse(null);
    }

    /** An item's name, or its column's name if the resource has no such item. */
    public String item(String resource, @Nullable String name) {
        if (name == null) {
            return "";
        }
        return catalogue
                .resource(resource)
                .flatMap(found -> found.item(name))
                .map(Item::label)
                .map(this::label)
                .orElse(name);
    }

    /** The names of items in one line. */
    public String items(String resource, List<String> names) {
        return names.stream()
                .map(name -> item(resource, name))
                .collect(Collectors.joining(language().equals("en") ? ", " : "、"));
    }

    /** A purpose as the grants word it, or its code. */
    public String purpose(String code) {
        return grants.all().stream()
                .filter(grant -> grant.purpose().equals(code))
                .findFirst()
                .map(Grant::purposeLabel)
                .map(this::label)
                .orElse(code);
    }

    public String say(String key, Object... arguments) {
        return String.valueOf(messages.getMessage(key, arguments, key, LocaleContextHolder.getLocale()));
    }

    /** A message with the arguments of a list. */
    public String sayOf(String key, List<String> arguments) {
        return say(key, arguments.toArray());
    }

    /** A message that may be absent. */
    public @Nullable String optional(String key) {
        return messages.getMessage(key, null, null, LocaleContextHolder.getLocale());
    }

    /** The sentences of a message that separates them by a bar. */
    public List<String> lines(String key) {
        return List.of(say(key).split("\\|"));
    }

    /** The page numbers, from 1, that a list's pager offers: at most seven around the current one. */
    public List<Integer> window(Page<?> page) {
        int first = Math.max(0, Math.min(page.number() - 3, page.pages() - 7));
        int end = Math.min(page.pages(), first + 7);
        return IntStream.range(first, end).mapToObj(n -> n + 1).toList();
    }

    private static String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }
}
