package org.yici.app.directory;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.yici.kernel.resource.Label;

/**
 * Titles of laws in both languages, as {@code @laws} in templates. A legal basis is declared once, in Chinese, the language in which
 * it is in force: 《契税法》第十三条. In English it is put together from the titles that the pack's {@code legal-titles.yaml} translates.
 */
@Component("laws")
public class LegalTitles {
    private static final Pattern ARTICLE = Pattern.compile("第([零一二三四五六七八九十百]+)条");
    private static final String DIGITS = "零一二三四五六七八九";

    private volatile List<Label> titles = List.of();

    /** Takes the titles; a longer one is looked for before one that is part of it. */
    public void publish(List<Label> translated) {
        titles = translated.stream()
                .sorted((one, other) -> other.zh().length() - one.zh().length())
                .toList();
    }

    /** A legal basis in a language given by its ISO 639 code. A title that nobody has translated stays Chinese. */
    public String in(String language, String basis) {
        if (!language.equals("en")) {
            return basis;
        }
        String english = basis;
        for (Label title : titles) {
            english = english.replace("《" + title.zh() + "》", title.en()).replace(title.zh(), title.en());
        }
        Matcher article = ARTICLE.matcher(english);
        return article.replaceAll(found -> ", article " + number(found.group(1)))
                .replaceAll("article (\\d+)、, article ", "articles $1 and ")
                .replace("；", "; ")
                .replace("、", ", ");
    }

    /** Chinese numerals below a thousand, as articles are numbered: 二十五. */
    private static int number(String numerals) {
        int number = 0;
        int digit = 0;
        for (char numeral : numerals.toCharArray()) {
            switch (numeral) {
                case '百' -> {
                    number += digit * 100;
                    digit = 0;
                }
                case '十' -> {
                    number += (digit == 0 ? 1 : digit) * 10;
                    digit = 0;
                }
                default -> digit = DIGITS.indexOf(numeral);
            }
        }
        return number + digit;
    }
}
