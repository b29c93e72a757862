package org.yici.app.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.text.Invisible;

/**
 * What a person writes in a request for correction, without the white space around it.
 *
 * @param wrong what is wrong
 * @param proposed what would be right
 */
public record CorrectionText(String wrong, String proposed) {
    /** Most characters of each. */
    public static final int LONGEST = 500;

    /** @throws InvalidCorrectionException if one is missing, too long, or has characters that nothing can show */
    public static CorrectionText of(@Nullable String wrong, @Nullable String proposed) {
        Map<String, String> faults = new LinkedHashMap<>();
        String one = checked("wrong", wrong, faults);
        String other = checked("proposed", proposed, faults);
        if (!faults.isEmpty()) {
            throw new InvalidCorrectionException(faults);
        }
        return new CorrectionText(one, other);
    }

    private static String checked(String field, @Nullable String text, Map<String, String> faults) {
        String given = text == null ? "" : Invisible.removed(text);
        if (given.isEmpty()) {
            faults.put(field, "missing");
        } else if (given.codePointCount(0, given.length()) > LONGEST) {
            faults.put(field, "too-long");
        } else if (given.codePoints().anyMatch(CorrectionText::isHostile)) {
            faults.put(field, "characters");
        }
        return given;
    }

    private static boolean isHostile(int character) {
        return Character.getType(character) == Character.SURROGATE
                || (Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t');
    }
}
