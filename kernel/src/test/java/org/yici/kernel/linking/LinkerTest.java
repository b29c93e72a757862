package org.yici.kernel.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class LinkerTest {
    static final List<String> MODELS = ModelFiles.NAMES;

    private final Linker linker = new Linker(ModelFiles.named("zh_person"));

    @ParameterizedTest
    @FieldSource("MODELS")
    void everyModelIsWholeAndWritesBackAsItWas(String name) {
        LinkageModel model = ModelFiles.named(name);
        assertThat(ModelFiles.parse(ModelFiles.write(model).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(model);
        new Linker(model);
        for (LinkageModel.Comparison comparison : model.comparisons()) {
            assertThat(comparison.levels()).as(comparison.field()).isNotEmpty();
        }
    }

    @Test
    void aModelWithAnUnknownPropertyIsRefused() {
        String json = ModelFiles.write(ModelFiles.named("fake"))
                .replaceFirst("\"version\"", "\"verson\" : \"1\", \"version\"");
        assertThatThrownBy(() -> ModelFiles.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("verson");
    }

    @Test
    void aModelThatNamesWhatDoesNotExistIsRefused() {
        String json = ModelFiles.write(ModelFiles.named("fake")).replace("dob.day", "dob.hour");
        LinkageModel model = ModelFiles.parse(json.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new Linker(model)).hasMessageContaining("dob.hour");
    }

    @Test
    void theWaterfallAddsUp() {
        InventedRecords invented = InventedRecords.of(linker, 100, 1);
        Frequencies frequencies = Frequencies.of(linker, invented.entries());
        for (int i = 0; i + 1 < invented.entries().size(); i++) {
            PreparedRecord a = invented.entries().get(i);
            PreparedRecord b = invented.entries().get(i + 1);
            Explanation explanation = linker.score(a, b, frequencies);
            double sum = explanation.prior() + explanation.kin();
            for (Explanation.Part part : explanation.parts()) {
                sum += part.weight();
            }
            assertThat(explanation.weight()).isCloseTo(sum, within(1e-9));
            assertThat(explanation.weight()).isCloseTo(linker.posterior(a, b, frequencies), within(1e-9));
            assertThat(linker.posterior(b, a, frequencies)).isCloseTo(explanation.weight(), within(1e-9));
        }
    }

    @Test
    void anExplanationNamesItsModelAndCanBeWrittenAsJson() {
        InventedRecords invented = InventedRecords.of(linker, 5, 2);
        Explanation explanation = linker.score(
                invented.entries().get(0), invented.entries().get(1), Frequencies.of(linker, invented.entries()));
        assertThat(explanation.model()).isEqualTo("zh_person");
        assertThat(explanation.version()).isEqualTo(linker.model().version());
        JsonMapper mapper = new JsonMapper();
        assertThat(mapper.readValue(mapper.writeValueAsString(explanation), Explanation.class))
                .isEqualTo(explanation);
    }

    @Test
    void aRareNameWeighsMoreThanACommonOne() {
        List<PreparedRecord> entries = new java.util.ArrayList<>();
        for (int i = 0; i < 100; i++) {
            entries.add(linker.prepare("c" + i, Map.of("name", "李娜")));
        }
        entries.add(linker.prepare("r1", Map.of("name", "邵翠莲")));
        entries.add(linker.prepare("r2", Map.of("name", "邵翠莲")));
        Frequencies frequencies = Frequencies.of(linker, entries);
        double common = linker.posterior(entries.get(0), entries.get(1), frequencies);
        double rare = linker.posterior(entries.get(100), entries.get(101), frequencies);
        assertThat(rare).isGreaterThan(common + 3);
    }

    @Test
    void valuesInEachOthersColumnAreFound() {
        PreparedRecord right = linker.prepare(
                "a",
                Map.of(
                        "name",
                        "王琦",
                        "id_no",
                        "11010519491231002X",
                        "phone",
                        "10057560378",
                        "address",
                        "和平区人民路1号2-3-404"));
        PreparedRecord swapped = linker.prepare(
                "b",
                Map.of(
                        "name",
                        "11010519491231002X",
                        "id_no",
                        "王琦",
                        "phone",
                        "10057560378",
                        "address",
                        "和平区人民路1号2-3-404"));
        PreparedRecord swappedAgain = linker.prepare(
                "c",
                Map.of(
                        "name",
                        "王琦",
                        "id_no",
                        "10057560378",
                        "phone",
                        "11010519491231002X",
                        "address",
                        "和平区人民路1号2-3-404"));
        assertThat(linker.blockingKeys(swapped)).isEqualTo(linker.blockingKeys(right));
        assertThat(linker.blockingKeys(swappedAgain)).isEqualTo(linker.blockingKeys(right));
    }

    @Test
    void moreRecordsMakeAgreementByChanceLikelier() {
        assertThat(linker.prior(1_000_000)).isCloseTo(linker.prior(10_000) - Math.log(100) / Math.log(2), within(0.01));
    }

    @Test
    void theDecisionFollowsTheTwoThresholds() {
        LinkageModel.Thresholds thresholds = linker.model().thresholds();
        assertThat(linker.decide(thresholds.link(), false)).isEqualTo(Decision.LINK);
        assertThat(linker.decide(thresholds.link() - 0.1, false)).isEqualTo(Decision.REVIEW);
        assertThat(linker.decide(thresholds.review() - 0.1, false)).isEqualTo(Decision.APART);
        assertThat(linker.decide(thresholds.link(), true)).isEqualTo(Decision.APART);
    }
}
