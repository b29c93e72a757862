package org.yici.app.web.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.ServiceItem;

/** Puts forms into words: fields with their values and what is wrong with them. */
@Component
public class CaseForms {
    private final CaseTexts texts;

    CaseForms(CaseTexts texts) {
        this.texts = texts;
    }

    /** The form's fields with values and faults (field name to message key). */
    public List<FieldView> of(ServiceItem item, Map<String, String> values, Map<String, String> faults, Locale locale) {
        return item.fields().stream()
                .map(field -> field(field, values.get(field.name()), faults.get(field.name()), locale))
                .toList();
    }

    /** The same for a case, of which it is known which optional fields must be filled in. */
    public List<FieldView> of(
            Case found, ServiceItem item, Map<String, String> values, Map<String, String> faults, Locale locale) {
        return of(item, values, faults, locale).stream()
                .map(field -> field.needed(found.needed().get(field.name())))
                .toList();
    }

    public FieldView field(ServiceItem.Field field, @Nullable String value, @Nullable String fault, Locale locale) {
        Map<String, String> options = new LinkedHashMap<>();
        field.options().forEach(option -> options.put(option.value(), texts.label(locale, option.label())));
        String label = texts.label(locale, field.label());
        return new FieldView(
                field.name(),
                label,
                field.hint() == null ? null : texts.label(locale, field.hint()),
                field.type().name(),
                field.required(),
                options,
                Objects.requireNonNullElse(value, ""),
                fault == null ? null : fault(field, fault, label, locale),
                null);
    }

    /** Faults of casework's own checks in the words of the form; others in their own. */
    private String fault(ServiceItem.Field field, String fault, String label, Locale locale) {
        if (!fault.startsWith("field.")) {
            // The service item's own text.
            return fault;
        }
        String own = fault.equals(FieldChecks.REQUIRED) ? "apply.error.required." : "apply.error.invalid.";
        boolean ofForm =
                fault.equals(FieldChecks.REQUIRED) || fault.equals(field.type().fault());
        return texts.text(locale, ofForm ? own + field.type() : fault, label);
    }
}
