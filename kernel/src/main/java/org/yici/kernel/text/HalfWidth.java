package org.yici.kernel.text;

import java.text.Normalizer;

/**
 * One form of characters that are the same to a reader: composed (NFC), full-width letters, digits and signs made half-width,
 * invisible ones dropped unless they shape the letters beside them. Unlike NFKC nothing that is read differently becomes the same: 10² does not become 102, nor ① 1.
 */
public final class HalfWidth {
    private static final int DISTANCE = 0xFEE0;

    private HalfWidth() {}

    /** A text in that form. */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder half = new StringBuilder(composed.length());
        int c;
        for (int i = 0; i < composed.length(); i += Character.charCount(c)) {
            c = composed.codePointAt(i);
            if (!Invisible.ignorable(c) || Invisible.shapes(composed, i)) {
                half.appendCodePoint(of(c));
            }
        }
        return half.toString();
    }

    private static int of(int c) {
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return c - DISTANCE;
        }
        return switch (c) {
            case 0x3000 -> ' ';
            case 0xFFE0 -> '¢';
            case 0xFFE1 -> '£';
            case 0xFFE5 -> '¥';
            default -> c;
        };
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && (c < 0x4E00 || c > 0x9FFF)) {
                return false;
            }
        }
        return true;
    }
}
