package org.yici.app.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Text that no part of the platform can keep: NUL and the other control characters but tab and line ends, halves of surrogate pairs,
 * bytes that are not UTF-8. PostgreSQL takes none of the first, and JSON, CSV and HTML have no way to show them.
 */
final class HostileText {
    private HostileText() {}

    /** Whether a decoded text can be kept. */
    static boolean bad(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                return true;
            }
            if (Character.isHighSurrogate(c)) {
                if (++i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return true;
                }
            } else if (Character.isLowSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a path or query as it was sent is wrongly encoded or stands for bad text. */
    static boolean badEncoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.ISO_8859_1));
            } else if (i + 2 < text.length()
                    && Character.digit(text.charAt(i + 1), 16) >= 0
                    && Character.digit(text.charAt(i + 2), 16) >= 0) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                return true;
            }
        }
        return badBytes(bytes.toByteArray());
    }

    /** Whether HTTP Basic's credentials, as the header gives them, hold bad text. */
    static boolean badBasic(String authorization) {
        // As the sign-in reads it: whatever one character stands between.
        if (authorization.length() <= 6 || !authorization.regionMatches(true, 0, "Basic", 0, 5)) {
            return false;
        }
        try {
            return badBytes(
                    Base64.getDecoder().decode(authorization.substring(6).strip()));
        } catch (IllegalArgumentException e) {
            // Whoever signs people in says that it is no name and password.
            return false;
        }
    }

    private static boolean badBytes(byte[] bytes) {
        try {
            return bad(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)));
        } catch (CharacterCodingException e) {
            return true;
        }
    }
}
