package org.yici.kernel.text;

/**
 * Puts Chinese characters right that stand in the wrong place of Unicode: characters of GB 18030 that older converters put into
 * the private use area, and radicals that stand for the character of the same form. One character becomes one character; which
 * word is meant does not change.
 */
public final class HanRepair {
    /** U+E815 to U+E864 in their order: what GB 18030-2000 and GBK leave in the private use area for 0xFE50 to 0xFEA0. */
    private static final int[] PRIVATE = ("⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷"
                    + "㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣"
                    + "䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓"
                    + "䴔䴕䴖䴗䴘䴙䶮龻")
            .codePoints()
            .toArray();

    private static final int FIRST_PRIVATE = 0xE815;
    /** U+E78D to U+E796: vertical punctuation, 0xA6D9 to 0xA6F3. */
    private static final int[] VERTICAL = {
        0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19
    };
    /** U+2F00 to U+2FD5, the 214 radicals of the Kangxi dictionary: property Equivalent_Unified_Ideograph of Unicode. */
    private static final int[] KANGXI = ("一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕"
                    + "大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日"
                    + "曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿"
                    + "目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行"
                    + "衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音"
                    + "頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠")
            .codePoints()
            .toArray();
    /** Further radicals, U+2E81 to U+2EF3, each with its Equivalent_Unified_Ideograph. */
    private static final int[] RADICALS = ("⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小"
                    + "⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌"
                    + "⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
                    + "⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓"
                    + "⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑"
                    + "⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝"
                    + "⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏"
                    + "⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐"
                    + "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯"
                    + "⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟")
            .codePoints()
            .toArray();

    private HanRepair() {}

    /**
     * A text whose private use characters of GB 18030 are the characters that Unicode has for them since, and whose radicals are the
     * characters of the same form: for names and addresses, in which no radical is meant. Other characters stay.
     */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (repaired(c) != c) {
                StringBuilder mapped = new StringBuilder(text.length() + 4);
                text.codePoints().forEach(point -> mapped.appendCodePoint(repaired(point)));
                return mapped.toString();
            }
        }
        return text;
    }

    private static int repaired(int c) {
        if (c < 0x2E80 || c > 0xE864) {
            return c;
        }
        return unified(c >= 0xE000 ? standard(c) : c);
    }

    private static int standard(int c) {
        if (c >= FIRST_PRIVATE && c < FIRST_PRIVATE + PRIVATE.length) {
            return PRIVATE[c - FIRST_PRIVATE];
        }
        if (c >= 0xE78D && c <= 0xE796) {
            return VERTICAL[c - 0xE78D];
        }
        if (c >= 0xE7E8 && c <= 0xE7F3) {
            return 0x2FF0 + c - 0xE7E8;
        }
        return switch (c) {
            case 0xE7C7 -> 0x1E3F;
            case 0xE7C8 -> 0x01F9;
            case 0xE7E7 -> 0x303E;
            default -> c;
        };
    }

    private static int unified(int c) {
        if (c >= 0x2F00 && c < 0x2F00 + KANGXI.length) {
            return KANGXI[c - 0x2F00];
        }
        if (c >= 0x2E80 && c < 0x2F00) {
            for (int i = 0; i < RADICALS.length; i += 2) {
                if (RADICALS[i] == c) {
                    return RADICALS[i + 1];
                }
            }
        }
        return c;
    }
}
