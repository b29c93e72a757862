package org.yici.app.web.apply;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yici.app.casework.Case;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.text.HalfWidth;

/**
 * A form as it was typed: brings values into shape and finds at once what can be seen without asking anybody, so that the
 * applicant hears of it on the page where it was typed. Casework decides when the case is handed in.
 */
public final class ApplyForm {
    private static final String AMOUNT = "[0-9]{1,12}(\\.[0-9]{1,2})?";

    private ApplyForm() {}

    /** The values of the item's fields out of a request, half-width and trimmed; identifiers in capitals, amounts without separators. */
    public static Map<String, String> values(ServiceItem item, Map<String, String> request) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ServiceItem.Field field : item.fields()) {
            String typed = request.get(field.name());
            if (typed != null) {
                values.put(field.name(), tidy(field.type(), typed));
            }
        }
        return values;
    }

    /** Field name to the message key of what is wrong. */
    public static Map<String, String> faults(ServiceItem item, Map<String, String> values) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (ServiceItem.Field field : item.fields()) {
            fault(field, values.getOrDefault(field.name(), "")).ifPresent(fault -> faults.put(field.name(), fault));
        }
        return faults;
    }

    /** The same for a case, whose parties must be different people. */
    public static Map<String, String> faults(Case found, Map<String, String> values) {
        Map<String, String> faults = faults(found.item(), values);
        Set<String> people = new HashSet<>();
        found.parties().stream().findFirst().ifPresent(first -> people.add(first.identifier()));
        found.item().parties().stream().skip(1).forEach(party -> {
            String field = party.role() + "_id";
            CitizenId.parse(values.getOrDefault(field, ""))
                    .filter(id -> !people.add(id.value()))
                    .ifPresent(id -> faults.putIfAbsent(field, "field.error.same-person"));
        });
        return faults;
    }

    public static String tidy(String type, String typed) {
        String half =
                type.equals("CHOICE") ? typed.strip() : HalfWidth.of(typed).strip();
        return switch (type) {
            case "CITIZEN_ID", "CREDIT_CODE" -> half.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
            case "MONEY", "AMOUNT" -> half.replaceAll("[\\s,¥元]", "");
            case "PHONE" -> half.replaceAll("[\\s-]", "");
            default -> half;
        };
    }

    private static Optional<String> fault(ServiceItem.Field field, String value) {
        if (value.isBlank()) {
            return field.required() ? Optional.of("field.error.required") : Optional.empty();
        }
        boolean right = switch (field.type()) {
            case "CITIZEN_ID" -> CitizenId.parse(value).isPresent();
            case "CREDIT_CODE" -> CreditCode.parse(value).isPresent();
            case "MONEY" -> value.matches(AMOUNT) && !value.matches("[0.]+");
            case "AMOUNT" -> value.matches(AMOUNT);
            case "PHONE" -> value.matches("1[3-9][0-9]{9}");
            case "COUNT" -> value.matches("[0-9]{1,2}");
            case "NAME" -> value.length() <= 60 && value.matches("[\\p{L}\\p{M}·.’' -]+");
            case "CHOICE" ->
                field.options().stream().anyMatch(option -> option.value().equals(value));
            default -> true;
        };
        return right ? Optional.empty() : Optional.of("field.error.invalid");
    }
}
