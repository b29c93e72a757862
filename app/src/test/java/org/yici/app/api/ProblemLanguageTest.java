package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpStatus;
import org.yici.app.exchange.Admission;
import org.yici.app.exchange.CallRule;
import org.yici.app.exchange.Outcome;
import org.yici.app.exchange.Rule;
import org.yici.kernel.ledger.Receipt;
import tools.jackson.databind.json.JsonMapper;

/** A problem speaks one language: title and detail alike, whatever the refusal itself said. */
class ProblemLanguageTest {
    private static final String SAID = "Case 12 is closed; nothing was done";
    private static final Receipt RECEIPT = new Receipt("{}", 1, List.of(), "");

    private final ProblemFactory problems = new ProblemFactory(messages(), JsonMapper.shared());

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/exchange");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @AfterEach
    void forget() {
        LocaleContextHolder.resetLocaleContext();
    }

    private List<Problem> all(Locale locale, String said) {
        LocaleContextHolder.setLocale(locale);
        List<Problem> all = new ArrayList<>();
        for (ProblemCode code : ProblemCode.values()) {
            all.add(problems.of(code, said));
        }
        for (Rule rule : Rule.values()) {
            all.add(problems.of(new Outcome.Refused(rule, said, RECEIPT)));
        }
        for (CallRule rule : CallRule.values()) {
            all.add(problems.of(new Admission.TurnedAway(rule, said, RECEIPT)));
        }
        all.add(problems.of(HttpStatus.METHOD_NOT_ALLOWED, said));
        return all;
    }

    @Test
    void noDetailIsEnglishInChinese() {
        assertThat(all(Locale.CHINESE, SAID)).allSatisfy(problem -> {
            assertThat(problem.title()).as(problem.type()).containsPattern("\\p{IsHan}");
            assertThat(problem.detail())
                    .as(problem.type())
                    .containsPattern("\\p{IsHan}.*[。]$")
                    .doesNotContainPattern("[a-z]+ [a-z]+ [a-z]+");
            assertThat(problem.cause()).as("the particulars").isEqualTo(SAID);
        });
    }

    @Test
    void noDetailIsChineseInEnglish() {
        assertThat(all(Locale.ENGLISH, SAID)).allSatisfy(problem -> {
            assertThat(problem.title()).as(problem.type()).doesNotContainPattern("\\p{IsHan}");
            assertThat(problem.detail()).as(problem.type()).isEqualTo(SAID);
        });
        assertThat(all(Locale.ENGLISH, ""))
                .as("who refused said nothing")
                .allSatisfy(problem -> assertThat(problem.detail())
                        .as(problem.type())
                        .isNotBlank()
                        .doesNotContainPattern("\\p{IsHan}"));
    }
}
