package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What all templates keep to. */
class TemplatesTest {
    private static List<String> tags(String pattern) throws IOException {
        List<String> tags = new ArrayList<>();
        try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                Matcher tag =
                        Pattern.compile("<[a-z]+ [^<]*" + pattern + "[^<]*").matcher(Files.readString(template));
                while (tag.find()) {
                    tags.add(template.getFileName() + ": " + tag.group());
                }
            }
        }
        assertThat(tags).as("templates with " + pattern).isNotEmpty();
        return tags;
    }

    /** People read a receipt on its page; its JSON is something to take along. */
    @Test
    void aLinkToAReceiptLeadsToItsPage() throws IOException {
        assertThat(tags("@\\{/ledger/receipts/"))
                .allSatisfy(tag -> assertThat(tag).contains(" download "));
    }

    /** The time itself stands beside: without a script it is not told twice. */
    @Test
    void aCountdownIsEmptyUntilItRuns() throws IOException {
        assertThat(tags("data-countdown"))
                .allSatisfy(tag -> assertThat(tag).doesNotContain("th:text").endsWith(">"));
    }
}
