package org.yici.app.service;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields of a form are missing or wrong. */
public class InvalidFieldsException extends RuntimeException {
    private final transient Map<String, String> faults;

    /** @param faults field name to the message key of what is wrong: {@code field.error.required} */
    public InvalidFieldsException(Map<String, String> faults) {
        super("Fields are missing or wrong: " + faults);
        this.faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
    }

    /** Field name to the message key of what is wrong with it. */
    public Map<String, String> faults() {
        return faults;
    }
}
