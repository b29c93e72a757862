package org.yici.app.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What was filled in about a grant is not right. */
public class InvalidGrantException extends IllegalArgumentException {
    private final transient Map<String, String> faults;

    InvalidGrantException(Map<String, String> faults) {
        super(faults.entrySet().stream()
                .map(fault -> fault.getKey() + ": " + fault.getValue())
                .sorted()
                .collect(Collectors.joining("; ")));
        this.faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
    }

    InvalidGrantException(String field, String fault) {
        this(Map.of(field, fault));
    }

    /** Name of the field to what is wrong there, which names the message {@code grants.fault.<…>}. */
    public Map<String, String> faults() {
        return faults;
    }
}
