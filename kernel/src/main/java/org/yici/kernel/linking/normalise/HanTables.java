package org.yici.kernel.linking.normalise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Simplified form and syllable of Chinese characters, read once from the tables of OpenCC (Apache
 * 2.0, in opencc4j) and pinyin4j.
 */
final class HanTables {
    private static final int SIZE = 0x10000;
    /** Surnames that are read otherwise than the character elsewhere. */
    private static final String SINGLE = "曾zeng单shan單shan解xie仇qiu区ou區ou查zha任ren华hua盖ge蓋ge乐yue樂yue尉wei缪miao"
            + "翟zhai冼xian朴piao秘bi洗xian员yun員yun纪ji覃qin宿su仉zhang逄pang车che宁ning哈ha沈shen"
            + "繁po种chong折she召shao黑he那na佴nai召shao仝tong隗wei祭zhai干gan应ying過guo过guo令ling都du教jiao葛ge句gou"
            + "牟mu么yao幺yao难ning尹yin卜bu褚chu谌chen阚kan眭sui昝zan訾zi瞿qu万wan薄bo贾jia石shi柏bai藏zang臧zang卡ka"
            + "强qiang重chong行xing逯lu占zhan冯feng闵min撒sa能nai适kuo会gui見jian见jian郇xun莘shen筠yun率shuai亓qi";

    /** Surnames of two characters and how they are read. */
    private static final String DOUBLE = "欧阳ouyang太史taishi端木duanmu上官shangguan司马sima东方dongfang独孤dugu南宫nangong"
            + "万俟moqi闻人wenren夏侯xiahou诸葛zhuge尉迟yuchi公羊gongyang赫连helian澹台tantai皇甫huangfu宗政zongzheng濮阳puyang"
            + "公冶gongye太叔taishu申屠shentu公孙gongsun慕容murong仲孙zhongsun钟离zhongli长孙zhangsun宇文yuwen司徒situ鲜于xianyu"
            + "司空sikong闾丘lvqiu子车ziju亓官qiguan司寇sikou巫马wuma公西gongxi颛孙zhuansun壤驷rangsi公良gongliang漆雕qidiao"
            + "乐正yuezheng宰父zaifu谷梁guliang拓跋tuoba夹谷jiagu轩辕xuanyuan令狐linghu段干duangan百里baili呼延huyan东郭dongguo"
            + "南门nanmen羊舌yangshe微生weisheng单于chanyu梁丘liangqiu左丘zuoqiu东门dongmen西门ximen南荣nanrong第五diwu"
            + "纳兰nalan叶赫yehe完颜wanyan贺兰helan达奚daxi哥舒geshu屈突qutu秃发tufa耶律yelv爱新aixin那拉nala富察fucha钮祜niuhu";

    private static final Map<Integer, Integer> BEYOND = new HashMap<>();
    private static final char[] SIMPLIFIED = simplified();
    private static final @Nullable String[] SYLLABLE = syllables();
    /** The reading of a surname of one character, where it is another than the character's. */
    static final Map<String, String> SURNAME = readings(SINGLE);
    /** The reading of a surname of two characters. */
    static final Map<String, String> COMPOUND = readings(DOUBLE);

    private HanTables() {}

    /** The simplified form of a character, or the character itself. */
    static int simplified(int c) {
        int simple = c < SIZE ? SIMPLIFIED[c] : c;
        return simple == c && !BEYOND.isEmpty() ? BEYOND.getOrDefault(c, c) : simple;
    }

    /** The first syllable that a character has, or the character itself. */
    static String syllable(int c) {
        String syllable = c < SIZE ? SYLLABLE[c] : null;
        return syllable == null ? Character.toString(c) : syllable;
    }

    private static char[] simplified() {
        char[] table = new char[SIZE];
        for (int i = 0; i < SIZE; i++) {
            table[i] = (char) i;
        }
        lines("/data/dictionary/TSCharacters.txt", line -> {
            int gap = line.indexOf('\t') >= 0 ? line.indexOf('\t') : line.indexOf(' ');
            if (gap < 1 || line.length() <= gap + 1) {
                return;
            }
            int traditional = line.codePointAt(0);
            int simple = line.codePointAt(gap + 1);
            if (Character.charCount(traditional) != gap) {
                return;
            }
            if (traditional < SIZE && simple < SIZE) {
                table[traditional] = (char) simple;
            } else {
                BEYOND.put(traditional, simple);
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

    private static Map<String, String> readings(String table) {
        Map<String, String> readings = new HashMap<>();
        int at = 0;
        while (at < table.length()) {
            int end = at;
            while (table.charAt(end) >= 0x80) {
                end++;
            }
            int next = end;
            while (next < table.length() && table.charAt(next) < 0x80) {
                next++;
            }
            readings.put(
                    table.substring(at, end),
                    table.substring(end, next).replace("v", "u").intern());
            at = next;
        }
        return Map.copyOf(readings);
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
