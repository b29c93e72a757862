package org.yici.app.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.PlatformTest;
import org.yici.app.casework.CaseworkPack;
import org.yici.app.directory.Match.Reason;
import org.yici.app.directory.SearchWords.Synonym;

/** What people type finds what they mean, and says why. */
@PlatformTest
@TestInstance(Lifecycle.PER_CLASS)
class SearchTest {
    private final MockMvc http;
    private final Directory directory;
    private final ApplicationContext platform;

    SearchTest(@Autowired MockMvc http, @Autowired Directory directory, @Autowired ApplicationContext platform) {
        this.http = http;
        this.directory = directory;
        this.platform = platform;
    }

    @BeforeAll
    void theDistrictsList() throws Exception {
        CaseworkPack.publish(platform);
        DirectoryPack.publish(directory);
    }

    private List<Match> found(String text) {
        return directory.search(new Query(text, "", ""), 0, 2_000).content();
    }

    @ParameterizedTest
    @CsvSource({
        // as it is written
        "道路货物运输经营许可, 道路货物运输经营许可, EXACT",
        "511A0138000000, 适龄儿童、少年因身体状况需要延缓入学或者休学审批, EXACT",
        "结婚登记, 结婚登记预约, PREFIX",
        "失業登記, 失业登记, EXACT",
        "食品 注销, 食品小作坊备案注销, CONTAINS",
        // everyday words
        "买房, 二手房交易登记, SYNONYM",
        "过户, 二手房交易登记, SYNONYM",
        "我要买房, 二手房交易登记, SYNONYM",
        "社保卡, 社会保障卡申领, SYNONYM",
        "怎么补办社保卡, 社会保障卡申领, SYNONYM",
        "开店, 个体工商户设立登记, SYNONYM",
        "生孩子, 《出生医学证明》首次签发, SYNONYM",
        "看病, 住院费用报销, SYNONYM",
        // pinyin
        "ershoufang, 二手房交易登记, PINYIN",
        "er shou fang, 二手房交易登记, PINYIN",
        "ErShouF, 二手房交易登记, PINYIN",
        "esf, 二手房交易登记, PINYIN",
        "shebaoka, 社会保障卡申领, PINYIN",
        "maifang, 二手房交易登记, PINYIN",
        "yinhang, , ",
        // typing errors
        "社保咔, 社会保障卡申领, TYPO",
        "二手方, 二手房交易登记, TYPO",
        "房买, 二手房交易登记, TYPO",
        "道路货物运输营许可, 道路货物运输经营许可, TYPO",
        "道路货物运输经营经许可, 道路货物运输经营许可, TYPO",
        "ershoufagn, 二手房交易登记, TYPO",
        // English
        "second-hand house sale, 二手房交易登记, EXACT",
        "house, 二手房交易登记, SYNONYM",
        "how do I buy a house, 二手房交易登记, SYNONYM",
        "permit for road freight, 道路货物运输经营许可, PREFIX",
        "frieght, 道路货物运输经营许可, TYPO",
    })
    void theBestComesFirst(String typed, String name, Reason reason) {
        List<Match> found = found(typed);
        if (name == null) {
            assertThat(found).isEmpty();
            return;
        }
        assertThat(found).isNotEmpty();
        assertThat(found.getFirst().service().name().zh()).isEqualTo(name);
        assertThat(found.getFirst().reason()).isEqualTo(reason);
        assertThat(found).extracting(Match::reason).isSorted();
    }

    @Test
    void everyEverydayWordFindsSomethingAndEveryPartIsOfSomeName() {
        List<String> idle = new ArrayList<>();
        for (Synonym synonym : DirectoryPack.words().synonyms()) {
            for (String say : synonym.say()) {
                if (found(say).isEmpty()) {
                    idle.add(say);
                }
            }
            for (String part : synonym.find()) {
                if (found(part).stream().noneMatch(match -> match.reason().compareTo(Reason.CONTAINS) <= 0)) {
                    idle.add(part);
                }
            }
        }
        DirectoryPack.words().events().stream()
                .flatMap(event -> Stream.of(event.search().zh(), event.search().en()))
                .filter(search -> found(search).isEmpty())
                .forEach(idle::add);
        assertThat(idle).as("words that find nothing").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzzz", "量子计算机", "!!!", "……", "x"})
    void whatThereIsNotIsNotFound(String typed) {
        assertThat(found(typed)).isEmpty();
    }

    @Test
    void theNearestIsSuggestedWhereNothingIsFound() {
        String typed = "货物道路经营的许可证件";
        assertThat(found(typed)).isEmpty();
        assertThat(directory.nearest(typed, 5))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(service.name().zh()).containsAnyOf("道路", "货物", "许可"));
        assertThat(directory.nearest("zzzz", 5)).isEmpty();
    }

    @Test
    void thePublicReadsItByTheApi() throws Exception {
        http.perform(get("/api/v1/services").param("q", "买房").param("size", "3"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.content[0].address").value("house-sale"))
                .andExpect(jsonPath("$.content[0].name.en").value("Second-hand house sale"))
                .andExpect(jsonPath("$.content[0].reason").value("SYNONYM"))
                .andExpect(jsonPath("$.content[0].words").value("买房"));
        http.perform(get("/api/v1/services").param("department", "区税务局"))
                .andExpect(jsonPath("$.total").value(0));
        http.perform(get("/api/v1/services").param("department", "广安区税务局").param("kind", "20"))
                .andExpect(jsonPath("$.total").value(greaterThan(40)));
        http.perform(get("/api/v1/services/511A0138000000"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hall.phone").value("12345"))
                .andExpect(jsonPath("$.hall.invented").value(true))
                .andExpect(jsonPath("$.law.fee.zh").isNotEmpty())
                .andExpect(jsonPath("$.unknown").value(contains("audience", "materials")));
        http.perform(get("/api/v1/services/house-sale"))
                .andExpect(jsonPath("$.own.materials[0].supply").value("SHARED"))
                .andExpect(jsonPath("$.unknown").isEmpty());
        http.perform(get("/api/v1/services/none"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("urn:yici:problem:not-found"));
    }

    @Test
    void aLineThatLacksACellIsNamed() {
        var broken = new ByteArrayResource("department,main_item,name,item_code,credit_code,task_type\n区税务局,未分类,税务登记\n"
                .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> directory.publish(broken, new ByteArrayResource(new byte[0]), null, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Line 2")
                .hasMessageContaining("税务登记");
    }
}
