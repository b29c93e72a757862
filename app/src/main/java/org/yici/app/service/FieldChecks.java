package org.yici.app.service;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.identifier.Telephone;
import org.yici.kernel.text.HalfWidth;

/** Checks what people typed, field by field; a fault is a message key. */
public final class FieldChecks {
    /** The types that a form field may have. */
    static final Set<String> TYPES =
            Set.of("TEXT", "NAME", "CITIZEN_ID", "CREDIT_CODE", "PHONE", "MONEY", "AMOUNT", "COUNT", "CHOICE");

    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 60;

    private FieldChecks() {}

    /** The form's own fields in their standard form, unchecked; anything else is left out. */
    public static Map<String, String> keep(List<ServiceItem.Field> form, Map<String, String> typed) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (ServiceItem.Field field : form) {
            String value = standard(field.type(), typed.get(field.name()));
            if (!value.isEmpty()) {
                kept.put(field.name(), value.length() > LONGEST ? value.substring(0, LONGEST) : value);
            }
        }
        return kept;
    }

    /**
     * The form's fields in their standard form.
     *
     * @throws InvalidFieldsException if one is missing or wrong; it names all of them
     */
    public static Map<String, String> check(List<ServiceItem.Field> form, Map<String, String> typed) {
        Map<String, String> faults = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (ServiceItem.Field field : form) {
            String value = standard(field.type(), typed.get(field.name()));
            fault(field, value).ifPresent(fault -> faults.put(field.name(), fault));
            if (!value.isEmpty()) {
                values.put(field.name(), value);
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidFieldsException(faults);
        }
        return values;
    }

    private static Optional<String> fault(ServiceItem.Field field, String value) {
        if (value.isEmpty()) {
            return field.required() ? Optional.of("field.error.required") : Optional.empty();
        }
        if (value.length() > LONGEST) {
            return Optional.of("field.error.too-long");
        }
        boolean right = switch (field.type()) {
            case "CITIZEN_ID" -> CitizenId.parse(value).isPresent();
            case "CREDIT_CODE" -> CreditCode.parse(value).isPresent();
            case "PHONE" -> value.matches("1[3-9][0-9]{9}");
            case "MONEY" -> amount(value).filter(money -> money.signum() > 0).isPresent();
            case "AMOUNT" -> amount(value).isPresent();
            case "COUNT" -> value.matches("[0-9]{1,2}");
            case "NAME" -> value.length() <= LONGEST_NAME && value.matches("[\\p{L}\\p{M}·.’' -]+");
            case "CHOICE" ->
                field.options().stream().anyMatch(option -> option.value().equals(value));
            default -> true;
        };
        return right
                ? Optional.empty()
                : Optional.of(
                        "field.error." + field.type().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Optional<BigDecimal> amount(String value) {
        return value.matches("[0-9]{1,12}(\\.[0-9]{1,2})?") ? Optional.of(new BigDecimal(value)) : Optional.empty();
    }

    private static String standard(String type, @Nullable String typed) {
        if (typed == null) {
            return "";
        }
        // A choice's value is ours, and it may well hold full-width characters.
        String value =
                type.equals("CHOICE") ? typed.strip() : HalfWidth.of(typed).strip();
        return switch (type) {
            case "CITIZEN_ID" ->
                CitizenId.parse(compact(value)).map(CitizenId::value).orElse(compact(value));
            case "CREDIT_CODE" -> compact(value);
            case "PHONE" -> Telephone.normal(value).orElse(value);
            case "MONEY", "AMOUNT" -> value.replaceAll("[\\s,]", "");
            default -> value;
        };
    }

    private static String compact(String value) {
        return value.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }
}
