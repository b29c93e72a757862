package org.yici.stream.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * Reads the texts of a database. Where the server checks nothing (SQL_ASCII) or has bytes that it cannot convert (EUC_CN), the
 * bytes come as they are stored, so that a value which is no text spoils its own record alone: it is written {@code \x} and
 * its bytes in hexadecimal. Not for several threads at once.
 */
final class TextDecoder {
    /** Server encodings that Java knows as well, by their names in PostgreSQL. */
    private static final Map<String, String> RAW = Map.of(
            "SQL_ASCII", "UTF-8",
            "EUC_CN", "GB2312",
            "EUC_TW", "x-EUC-TW",
            "EUC_JP", "EUC-JP",
            "EUC_KR", "EUC-KR",
            "WIN1251", "windows-1251",
            "WIN1252", "windows-1252");

    private final Charset charset;
    private final boolean raw;
    private boolean malformed;

    private TextDecoder(Charset charset, boolean raw) {
        this.charset = charset;
        this.raw = raw;
    }

    static TextDecoder of(String serverEncoding) {
        String charset = RAW.get(serverEncoding);
        return charset == null
                ? new TextDecoder(StandardCharsets.UTF_8, false)
                : new TextDecoder(Charset.forName(charset), true);
    }

    /** For texts that the server has converted. */
    static TextDecoder utf8() {
        return new TextDecoder(StandardCharsets.UTF_8, false);
    }

    /** One more for the same database. */
    TextDecoder another() {
        return new TextDecoder(charset, raw);
    }

    boolean raw() {
        return raw;
    }

    /** Whether a value since the last call was no text. */
    boolean tookMalformed() {
        boolean took = malformed;
        malformed = false;
        return took;
    }

    String text(byte[] bytes, int start, int length) {
        String text = new String(bytes, start, length, charset);
        if (raw && text.indexOf('\uFFFD') >= 0) {
            try {
                return charset.newDecoder()
                        .decode(ByteBuffer.wrap(bytes, start, length))
                        .toString();
            } catch (CharacterCodingException e) {
                malformed = true;
                return "\\x" + HexFormat.of().formatHex(bytes, start, start + length);
            }
        }
        return text;
    }
}
