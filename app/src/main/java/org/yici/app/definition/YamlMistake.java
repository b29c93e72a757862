package org.yici.app.definition;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/** What is commonly wrong with a text that is no YAML: how the parser (snakeyaml-engine) says it, and what its writer should do. */
enum YamlMistake {
    TAB("found character '\\\\t", "缩进用了制表符（Tab），请改用空格", "a tab is used for indentation; use spaces"),
    BEGINNING(
            "found character '(.)' that cannot start any token",
            "值不能以“%s”开头，请把值放在引号里",
            "a value may not begin with %s; put it in quotation marks"),
    NO_COLON(
            "could not find expected ':'",
            "键后面缺少冒号和空格，或者上一行的缩进不对",
            "a colon and a space are missing after a key, or the line above is indented wrongly"),
    VALUE_HERE(
            "mapping values are not allowed here",
            "这里不能再有“键: 值”：请检查缩进；值里有冒号的，请放在引号里",
            "no further 'key: value' may stand here: check the indentation, and put a value that has a colon in quotation marks"),
    ENTRY_HERE(
            "sequence entries are not allowed here",
            "这里不能有以“-”开头的条目，请检查缩进",
            "no entry that begins with '-' may stand here; check the indentation"),
    NOT_ALIGNED(
            "expected <block end>, but found",
            "这一行没有与上面的键或条目对齐，请检查缩进和引号",
            "this line is not aligned with the keys or entries above it; check indentation and quotation marks"),
    NOT_CLOSED("found unexpected (?:end of stream|document separator)", "引号没有结束", "a quotation mark is not closed"),
    BRACKET("expected ',' or '([]}])'", "缺少逗号或“%s”", "a comma or %s is missing"),
    ESCAPE(
            "found unknown escape character ?([^(\\s]*)",
            "双引号里的反斜杠后面不能是 %s，请改用单引号",
            "a backslash in double quotation marks may not stand before %s; use single quotation marks"),
    HEXADECIMAL(
            "hexadecimal numbers, but found",
            "双引号里的 \\x 或 \\u 后面应是十六进制数，请改用单引号",
            "in double quotation marks, \\x and \\u are followed by hexadecimal digits; use single quotation marks"),
    LONG_TEXT(
            "while scanning a block scalar",
            "“|”或“>”之后的长文字要从下一行开始，各行缩进相同",
            "a long text after '|' or '>' begins on the next line, and its lines are indented alike"),
    TWO_DOCUMENTS(
            "Trailing token|but found another document|expected '<document start>'",
            "一个定义只有一个文档，请删除多出的“---”或没有缩进的内容",
            "a definition is one document: delete what stands after '---', or what has lost its indentation");

    private final Pattern said;
    private final String zh;
    private final String en;

    YamlMistake(String said, String zh, String en) {
        this.said = Pattern.compile(said);
        this.zh = zh;
        this.en = en;
    }

    String zh() {
        return zh;
    }

    /** What the parser says, in the words of the text; its own words where it says something rare. */
    static Label tell(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return Label.of("无法读取", "it cannot be read");
        }
        return Arrays.stream(values())
                .map(mistake -> mistake.in(message))
                .filter(label -> label != null)
                .findFirst()
                .orElseGet(() -> Label.of("无法读取，解析程序提示：%s", "%s", found(message)));
    }

    private @Nullable Label in(String message) {
        Matcher matcher = said.matcher(message);
        if (!matcher.find()) {
            return null;
        }
        return matcher.groupCount() == 0 ? Label.of(zh, en) : Label.of(zh, en, matcher.group(1));
    }

    /** Of what was being read and what was found, the second is what helps. */
    private static String found(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("found ") || line.startsWith("could not "))
                .findFirst()
                .or(() -> message.lines().findFirst())
                .orElse("");
    }
}
