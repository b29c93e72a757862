package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.app.exchange.Readings;
import org.yici.app.exchange.Rule;
import org.yici.app.ledger.Act;
import org.yici.app.web.steward.QuarantineView;
import org.yici.kernel.resource.ItemType;

/** Every page has all its words, in both languages. */
class WordsTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final List<String> BUNDLES =
            List.of("common", "portal", "mydata", "casework", "inbox", "oversight", "administer", "exchange");

    // #{key} and #{key(…)}; a key that is put together at run time has a ${ in it and is not looked for here.
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z0-9_.-]+)[(}]");

    private static Properties words(String name) throws IOException {
        Properties words = new Properties();
        Path file = RESOURCES.resolve("messages").resolve(name + ".properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                words.load(reader);
            }
        }
        return words;
    }

    private static Set<String> allKeys() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String bundle : BUNDLES) {
            keys.addAll(words(bundle).stringPropertyNames());
        }
        return keys;
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "portal", "mydata", "casework", "inbox", "oversight", "administer", "exchange"})
    void whatIsSaidInChineseIsSaidInEnglish(String bundle) throws IOException {
        assertThat(words(bundle + "_en").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(words(bundle).stringPropertyNames());
    }

    /** Values of the data that a text quotes may be Chinese; and a Chinese text may consist of signs and arguments alone. */
    @ParameterizedTest
    @ValueSource(strings = {"common", "portal", "mydata", "casework", "inbox", "oversight", "administer", "exchange"})
    void eachTextIsInItsLanguage(String bundle) throws IOException {
        words(bundle + "_en")
                .forEach((key, text) -> assertThat(text.toString().replaceAll("9999-12-31, 长期|是/否", ""))
                        .as("%s in English", key)
                        .doesNotContainPattern("\\p{IsHan}"));
        words(bundle)
                .forEach((key, text) -> assertThat(text.toString().replaceAll("\\{[^}]*}", ""))
                        .as("%s in Chinese", key)
                        .containsPattern("\\p{IsHan}|^[^\\p{L}]*$"));
    }

    /** A straight one must be doubled where a text has arguments and must not where it has none. */
    @Test
    void noTextHasAStraightApostrophe() throws IOException {
        for (String bundle : BUNDLES) {
            for (String language : List.of("", "_en")) {
                words(bundle + language)
                        .forEach((key, text) ->
                                assertThat(text.toString()).as("%s", key).doesNotContainPattern("\\p{L}'+[\\p{L} ,.]"));
            }
        }
    }

    /** A plural stands behind a limit or in a choice, which has the singular too. */
    @Test
    void noEnglishTextCountsOneInThePlural() throws IOException {
        for (String bundle : BUNDLES) {
            words(bundle + "_en")
                    .forEach(
                            (key, text) -> assertThat(text.toString()
                                            .replaceAll("\\{\\d,choice,([^{}]|\\{\\d})*}", "")
                                            .replaceAll("(?i)at (the )?(most|latest) \\{\\d}", ""))
                                    .as("%s counts by a choice", key)
                                    .doesNotContainPattern(
                                            "\\{\\d} (?!has|is|was|does|lets|says|holds|renews|leaves|publishes|shows|reads|tells)(more )?\\p{Ll}+s\\b"));
        }
    }

    @Test
    void everyKeyThatATemplateNamesIsThere() throws IOException {
        Set<String> known = allKeys();
        List<String> missing = new ArrayList<>();
        try (Stream<Path> templates = Files.walk(RESOURCES.resolve("templates"))) {
            for (Path template :
                    templates.filter(path -> path.toString().endsWith(".html")).toList()) {
                Matcher key = KEY.matcher(Files.readString(template));
                while (key.find()) {
                    if (!known.contains(key.group(1))) {
                        missing.add(template.getFileName() + ": " + key.group(1));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyRuleAndEveryActHasItsWords() throws IOException {
        Set<String> needed = new TreeSet<>();
        for (String rule : QuarantineView.RULES) {
            needed.add("rule." + rule);
            needed.add("rule." + rule + ".text");
        }
        for (Rule rule : Rule.values()) {
            needed.add("refusal." + rule.code());
        }
        for (Act.Kind kind : Act.Kind.values()) {
            needed.add("act." + kind);
        }
        for (Readings.What what : Readings.What.values()) {
            needed.add("use.what." + what.code());
        }
        for (ItemType type : ItemType.values()) {
            needed.add("type." + type);
        }
        needed.removeAll(allKeys());
        assertThat(needed).as("without words").isEmpty();
    }

    /** The pages put these keys together. */
    @Test
    void everyKindOfDefinitionHasItsWords() throws IOException {
        Set<String> known = allKeys();
        List<String> kinds = known.stream()
                .filter(key -> key.startsWith("definitions.kind."))
                .map(key -> key.substring("definitions.kind.".length()))
                .toList();
        assertThat(kinds)
                .hasSizeGreaterThan(4)
                .allSatisfy(
                        kind -> assertThat(known).contains("definitions.new." + kind, "definitions.text.hint." + kind));
    }

    @Test
    void noTemplateHasAScriptOrAStyleOfItsOwn() throws IOException {
        try (Stream<Path> templates = Files.walk(RESOURCES.resolve("templates"))) {
            for (Path template :
                    templates.filter(path -> path.toString().endsWith(".html")).toList()) {
                assertThat(Files.readString(template))
                        .as("%s: the content policy refuses it", template)
                        .doesNotContainPattern("\\s(?:th:)?style=\"")
                        .doesNotContainPattern("<script>|<style>")
                        .doesNotContainPattern("\\son[a-z]+=\"");
            }
        }
    }

    @Test
    void thePageThatTellsOfFaultsSaysSoInItsTitle() throws IOException {
        try (Stream<Path> templates = Files.walk(RESOURCES.resolve("templates"))) {
            for (Path template :
                    templates.filter(path -> path.toString().endsWith(".html")).toList()) {
                String text = Files.readString(template);
                if (text.contains("<title") && text.matches("(?s).*(:: errors\\(|:: findings\\(|error-summary).*")) {
                    assertThat(text).as("%s", template).containsPattern("<title th:text=\"[|][$]\\{@show.error\\(");
                }
            }
        }
    }

    // Thymeleaf replaces before it asks: the condition of the same element never counts.
    @Test
    void noElementIsReplacedUnderAConditionOfItsOwn() throws IOException {
        try (Stream<Path> templates = Files.walk(RESOURCES.resolve("templates"))) {
            for (Path template :
                    templates.filter(path -> path.toString().endsWith(".html")).toList()) {
                assertThat(Files.readString(template))
                        .as("%s", template)
                        .doesNotContainPattern("<[a-z:]+[^<>]*th:(?:if|unless)=\"[^\"]*\"[^<>]*th:replace=")
                        .doesNotContainPattern("<[a-z:]+[^<>]*th:replace=\"[^\"]*\"[^<>]*th:(?:if|unless)=");
            }
        }
    }
}
