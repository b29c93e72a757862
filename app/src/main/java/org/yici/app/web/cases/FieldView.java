package org.yici.app.web.cases;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form with its value and what is wrong with it.
 *
 * @param needed of an optional field whether it must be filled in by what is registered; null if nothing says so
 */
public record FieldView(
        String name,
        String label,
        @Nullable String hint,
        String type,
        boolean required,
        Map<String, String> options,
        String value,
        @Nullable String error,
        @Nullable Boolean needed) {
    FieldView needed(@Nullable Boolean known) {
        return new FieldView(name, label, hint, type, required, options, value, error, known);
    }

    /** Whether it is still to be filled in. */
    public boolean open() {
        return value.isBlank() && (required || Boolean.TRUE.equals(needed));
    }

    public String inputMode() {
        return switch (type) {
            case "MONEY", "AMOUNT" -> "decimal";
            case "COUNT" -> "numeric";
            case "PHONE" -> "tel";
            default -> "text";
        };
    }
}
