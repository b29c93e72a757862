package org.yici.app.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request for correction whose text cannot be taken. */
public class InvalidCorrectionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Map<String, String> faults;

    InvalidCorrectionException(Map<String, String> faults) {
        super("A request for correction says what is wrong and what would be right, in at most "
                + CorrectionText.LONGEST + " characters each, without control characters: " + faults);
        this.faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
    }

    /** {@code wrong} or {@code proposed} to {@code missing}, {@code too-long} or {@code characters}. */
    public Map<String, String> faults() {
        return faults;
    }
}
