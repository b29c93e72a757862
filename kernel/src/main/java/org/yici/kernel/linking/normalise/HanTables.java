package org.yici.kernel.linking.normalise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Simplified form and syllable of each Chinese character of the basic plane, read once from the tables of OpenCC (Apache
 * 2.0, in opencc4j) and pinyin4j.
 */
final class HanTables {
    private static final int SIZE = 0x10000;
    /** Surnames that are read otherwise than the character elsewhere. */
    private static final String SURNAME_READINGS = "曾zeng单shan解xie仇qiu区ou查zha任ren华hua盖ge乐yue尉wei缪miao"
            + "翟zhai冼xian朴piao秘bi洗xian员yun纪ji覃qin宿su仉zhang逄pang车che宁ning哈ha沈shen";

    static final char[] SIMPLIFIED = simplified();
    static final @Nullable String[] SYLLABLE = syllables();
    static final @Nullable String[] SURNAME_SYLLABLE = surnames();

    private HanTables() {}

    private static char[] simplified() {
        char[] table = new char[SIZE];
        for (int i = 0; i < SIZE; i++) {
            table[i] = (char) i;
        }
        lines("/data/dictionary/TSCharacters.txt", line -> {
            int gap = line.indexOf('\t') >= 0 ? line.indexOf('\t') : line.indexOf(' ');
            if (gap == 1 && line.length() > 2 && !Character.isSurrogate(line.charAt(2))) {
                table[line.charAt(0)] = line.charAt(2);
            }
        });
        return table;
    }

    private static @Nullable String[] syllables() {
        @Nullable String[] table = new @Nullable String[SIZE];
        lines("/pinyindb/unicode_to_hanyu_pinyin.txt", line -> {
            int open = line.indexOf('(');
            int close = line.indexOf(')');
            if (open > 4 && close > open + 1) {
                int end = open + 1;
                while (end < close && Character.isLetter(line.charAt(end))) {
                    end++;
                }
                int code = Integer.parseInt(line.substring(0, line.indexOf(' ')), 16);
                if (code < SIZE && end > open + 1) {
                    table[code] =
                            line.substring(open + 1, end).replace("v", "u").intern();
                }
            }
        });
        return table;
    }

    private static @Nullable String[] surnames() {
        @Nullable String[] table = SYLLABLE.clone();
        int at = 0;
        while (at < SURNAME_READINGS.length()) {
            int end = at + 1;
            while (end < SURNAME_READINGS.length() && SURNAME_READINGS.charAt(end) < 0x80) {
                end++;
            }
            table[SURNAME_READINGS.charAt(at)] =
                    SURNAME_READINGS.substring(at + 1, end).intern();
            at = end;
        }
        return table;
    }

    private interface Line {
        void read(String line);
    }

    private static void lines(String resource, Line reader) {
        try (InputStream in = HanTables.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                reader.read(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
