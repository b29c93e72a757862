package org.yici.kernel.cleaning;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text that was decoded by another encoding than it was written in. */
final class Mojibake {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    /** Characters behind ASCII that bytes become by Latin-1 or by Windows-1252. */
    private static final Pattern HIGH = Pattern.compile(
            "[\\u0080-\\u00FF\\u0152\\u0153\\u0160\\u0161\\u0178\\u017D\\u017E\\u0192\\u02C6\\u02DC\\u2013\\u2014\\u2018-\\u201E"
                    + "\\u2020-\\u2022\\u2026\\u2030\\u2039\\u203A\\u20AC\\u2122]{2,}");

    private Mojibake() {}

    /** Whether characters of a text are UTF-8 that was read as Latin-1 or Windows-1252: the bytes of {@code JosÃ©} are those of José. */
    static boolean isUtf8(String text) {
        return HIGH.matcher(text).results().map(MatchResult::group).anyMatch(Mojibake::decodes);
    }

    private static boolean decodes(String high) {
        ByteBuffer bytes = ByteBuffer.allocate(high.length());
        for (char c : high.toCharArray()) {
            bytes.put(c <= 0xFF ? (byte) c : String.valueOf(c).getBytes(WINDOWS)[0]);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
