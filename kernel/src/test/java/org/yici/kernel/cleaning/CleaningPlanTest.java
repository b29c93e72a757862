package org.yici.kernel.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

class CleaningPlanTest {
    private static final List<String> COLUMNS = List.of("rid", "sfzh", "xm", "csrq", "csrq_old");

    @Test
    void theFirstColumnThatHoldsAValueGivesIt() {
        CleaningPlan.RowCleaner cleaner = person().forColumns(COLUMNS);

        assertThat(cleaner.clean(new String[] {"1", "11010519491231002X", "张三", " / ", "1949.12.31"}))
                .isEqualTo(new Cleaning.Cleaned(Arrays.asList("11010519491231002X", "张三", "1949-12-31")));
        assertThat(cleaner.clean(new String[] {"1", "11010519491231002X", "张三", "bad", "1949.12.31"}))
                .as("a value that fails is not passed over in silence")
                .isEqualTo(new Cleaning.Rejected("date.invalid", "birth_date", "bad"));
    }

    @Test
    void columnsOfTheTableThatNoItemWantsAreIgnoredAndMissingOnesHoldNothing() {
        assertThat(person().clean(Map.of("sfzh", "11010519491231002X", "xm", "张三", "other", "x")))
                .isEqualTo(new Cleaning.Cleaned(Arrays.asList("11010519491231002X", "张三", null)));
    }

    @Test
    void theFirstRuleThatFailsIsNamed() {
        assertThat(person().clean(Map.of("sfzh", "123", "xm", "1", "csrq", "x")))
                .isEqualTo(new Cleaning.Rejected("citizen-id.length", "id_no", "123"));
    }

    @Test
    void aValueThatIsMuchTooLongIsSetAsideAndOnlyItsBeginningKept() {
        String book = "长".repeat(CleaningPlan.LONGEST + 1);
        assertThat(person().clean(Map.of("sfzh", "11010519491231002X", "xm", book)))
                .isEqualTo(new Cleaning.Rejected("value.too-long", "name", "长".repeat(200) + "…"));
    }

    @Test
    void contradictoryLocalCodesAreRefusedWhenThePlanIsCompiled() {
        assertThatThrownBy(() -> StandardFormTest.plan(ItemType.CODE, false, Map.of("a", "x", "Ａ", "y")))
                .hasMessageContaining("GA5100/0000010001")
                .hasMessageContaining("stands for");
    }

    /** Whatever dirt is put around a right number, it comes out the same; whatever digit is wrong, it is caught. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void dirtAroundAnIdentifierNeverChangesIt(long seed) {
        Random random = new Random(seed);
        CleaningPlan plan = StandardFormTest.plan(ItemType.CITIZEN_ID, true, Map.of());
        for (int n = 0; n < 500; n++) {
            String id17 =
                    "5116021980" + String.format("%02d%02d%03d", 1 + random.nextInt(12), 1 + random.nextInt(28), n);
            String id = id17 + CitizenId.check(id17);
            assertThat(plan.clean(Map.of("raw", soil(id, random)))).isEqualTo(new Cleaning.Cleaned(List.of(id)));
        }
    }

    @Test
    void aRecordThatCanBeLinkedIsNotRejectedForItsIdentifier() {
        Resource plain = person().resource();
        Linking linking = new Linking("zh_person", "id_no", Map.of("name", "name"), false);
        CleaningPlan plan = CleaningPlan.compile(with(plain, linking), 1);

        assertThat(plan.clean(Map.of("sfzh", "１１０１０５19491231002 1", "xm", "张三")))
                .isEqualTo(new Cleaning.Cleaned(Arrays.asList(null, "张三", null), "11010519491231002 1"));
        assertThat(plan.clean(Map.of("xm", "张三"))).isEqualTo(new Cleaning.Cleaned(Arrays.asList(null, "张三", null)));
        assertThat(plan.clean(Map.of("sfzh", "11010519491231002X")))
                .isEqualTo(new Cleaning.Rejected("required", "name", null));
        assertThat(CleaningPlan.compile(with(plain, new Linking("zh_person", "id_no", Map.of("name", "name"), true)), 1)
                        .clean(Map.of("xm", "张三")))
                .as("a base registry keeps to its identifiers")
                .isEqualTo(new Cleaning.Rejected("required", "id_no", null));
    }

    private static Resource with(Resource plain, Linking linking) {
        return new Resource(
                plain.code(),
                plain.table(),
                plain.label(),
                plain.summary(),
                plain.provider(),
                plain.source(),
                plain.sharing(),
                plain.items(),
                linking);
    }

    /** No text, however odd, may escape as anything but a standard value or a named rule. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void noTextBreaksAStandardiser(long seed) {
        Random random = new Random(seed);
        String alphabet = "0123456789-/.:年月日时分秒TZ+, 万亿元¥％ａ张\u0000\uD83D\uDE00\uD800·()xX\u200B　\n";
        for (ItemType type : ItemType.values()) {
            CleaningPlan plan = StandardFormTest.plan(type, false, Map.of());
            for (int n = 0; n < 4_000; n++) {
                StringBuilder text = new StringBuilder();
                int length = random.nextInt(24);
                while (text.length() < length) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                assertThatCode(() -> {
                            if (plan.clean(Map.of("raw", text.toString())) instanceof Cleaning.Cleaned cleaned) {
                                @Nullable String standard = cleaned.values().get(0);
                                if (standard != null) {
                                    assertThat(plan.clean(Map.of("raw", standard)))
                                            .isEqualTo(cleaned);
                                }
                            }
                        })
                        .as(type + " <" + text + ">")
                        .doesNotThrowAnyException();
            }
        }
    }

    private static String soil(String id, Random random) {
        StringBuilder soiled = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            switch (random.nextInt(8)) {
                case 0 -> soiled.append((char) (c + 0xFEE0));
                case 1 -> soiled.append(' ').append(c);
                case 2 -> soiled.append(Character.toLowerCase(c)).append('\u200B');
                case 3 -> soiled.append('-').append(c);
                default -> soiled.append(c);
            }
        }
        return soiled.toString();
    }

    private static CleaningPlan person() {
        Label label = new Label("人口", "person");
        return CleaningPlan.compile(
                new Resource(
                        "GA5100/000001",
                        "person",
                        label,
                        label,
                        "public-security",
                        new SourceTable("public-security", "public", "t_rk", List.of("rid")),
                        Sharing.CONDITIONAL,
                        List.of(
                                item(1, "id_no", ItemType.CITIZEN_ID, true, "sfzh"),
                                item(2, "name", ItemType.NAME, true, "xm"),
                                item(3, "birth_date", ItemType.DATE, false, "csrq", "csrq_old"))),
                3);
    }

    private static Item item(int number, String name, ItemType type, boolean required, String... from) {
        return new Item(
                "GA5100/000001" + String.format("%04d", number),
                name,
                new Label(name, name),
                type,
                SecurityLevel.L2,
                required,
                type.isStrongIdentifier(),
                List.of(from),
                Map.of());
    }
}
