package org.yici.app.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checks what people typed, field by field, for pages, programs and cases alike; a fault is a message key. */
public final class FieldChecks {
    public static final String REQUIRED = "field.error.required";
    private static final String TOO_LONG = "field.error.too-long";
    private static final int LONGEST = 500;

    private FieldChecks() {}

    /** The form's own fields in their standard form, unchecked; anything else and what is empty is left out. */
    public static Map<String, String> read(List<ServiceItem.Field> form, Map<String, String> typed) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ServiceItem.Field field : form) {
            String value = field.type().standard(Objects.requireNonNullElse(typed.get(field.name()), ""));
            if (!value.isEmpty()) {
                values.put(field.name(), value);
            }
        }
        return values;
    }

    /** The same, cut to a length that is kept, for a draft, whose faults are told when it is checked. */
    public static Map<String, String> keep(List<ServiceItem.Field> form, Map<String, String> typed) {
        Map<String, String> kept = read(form, typed);
        kept.replaceAll((name, value) -> value.length() > LONGEST ? value.substring(0, LONGEST) : value);
        return kept;
    }

    /** Field name to what is wrong, all at once; empty if nothing is. */
    public static Map<String, String> faults(List<ServiceItem.Field> form, Map<String, String> values) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (ServiceItem.Field field : form) {
            fault(field, values.getOrDefault(field.name(), "")).ifPresent(fault -> faults.put(field.name(), fault));
        }
        return faults;
    }

    /**
     * The form's fields in their standard form.
     *
     * @throws InvalidFieldsException if one is missing or wrong; it names all of them
     */
    public static Map<String, String> check(List<ServiceItem.Field> form, Map<String, String> typed) {
        Map<String, String> values = read(form, typed);
        Map<String, String> faults = faults(form, values);
        if (!faults.isEmpty()) {
            throw new InvalidFieldsException(faults);
        }
        return values;
    }

    private static Optional<String> fault(ServiceItem.Field field, String value) {
        if (value.isEmpty()) {
            return field.required() ? Optional.of(REQUIRED) : Optional.empty();
        }
        if (value.length() > LONGEST) {
            return Optional.of(TOO_LONG);
        }
        boolean right = field.type() == FieldType.CHOICE
                ? field.options().stream().anyMatch(option -> option.value().equals(value))
                : field.type().accepts(value);
        return right ? Optional.empty() : Optional.of(field.type().fault());
    }
}
