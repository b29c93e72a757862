package org.yici.kernel.linking.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonsTest {
    @ParameterizedTest
    @CsvSource({
        "张伟,張偉,same",
        "罗琦沁,罗琪沁,homophone",
        "徐建琦,Xu Jianqi,transliterated",
        "徐建琦,Jianqi Xu,transliterated",
        "徐建琦,HSU CHIENCHI,transliterated",
        "Xu Jianqi,'Xu, Jian-qi',transliterated",
        "张庭诗,张庭,part_missing",
        "张庭诗,张诗庭,near_homophone",
        "张庭诗,张庭玉,one_character",
        "张庭诗,张某某,masked",
        "张庭诗,张建国,surname",
        "张庭诗,王建国,other",
        "张庭诗,Wang Jianguo,other"
    })
    void chineseNames(String a, String b, String level) {
        assertThat(level("chinese_name", new String[] {a}, new String[] {b})).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "990201198601222841,990201198601222841,id_same",
        "990201198601222842,990201198601222842,id_same_unproven",
        "990201860122284,990201860122284,id_same_unproven",
        "990201198601222841,990201********2841,id_masked_same",
        "990201198601222841,990201198601222814,id_one_edit",
        "990201198601222841,99020119860122284,id_one_edit",
        "990201198601222841,990301197202113336,id_other"
    })
    void citizenIds(String a, String b, String level) {
        assertThat(level("citizen_identity", new String[] {a, "", ""}, new String[] {b, "", ""}))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "1986-01-22,男,19860122,M,birth_same",
        "1986-01-22,男,1986-01-22,2,birth_same_other_sex",
        "1986-01-22,男,1986-01,男,birth_part_same",
        "1986-01-02,男,1986-02-01,男,birth_near",
        "1986-01-22,男,1996-01-22,男,birth_near",
        "1986-01-22,男,1971-11-05,男,birth_other",
        ",男,1971-11-05,男,sex_same"
    })
    void birthAndSexSpeakWhereAnIdIsMissing(String birthA, String sexA, String birthB, String sexB, String level) {
        String[] a = {"", Objects.requireNonNullElse(birthA, ""), sexA};
        assertThat(level("citizen_identity", a, new String[] {"", birthB, sexB}))
                .isEqualTo(level);
    }

    @Test
    void twoValidIdsThatDifferForbidWhateverElseAgrees() {
        FieldComparison<Object> identity = Comparisons.of("citizen_identity");
        Object one = prepared(identity, "11010519491231002X", "", "");
        Object other = prepared(identity, "440524188001010014", "", "");
        Object mistyped = prepared(identity, "440524188001010015", "", "");
        assertThat(identity.forbids(one, other)).isTrue();
        assertThat(identity.forbids(one, one)).isFalse();
        assertThat(identity.forbids(one, mistyped)).isFalse();
    }

    @Test
    void aBirthDateInTheIdIsNotCountedTwice() {
        String[] withBirth = {"11010519491231002X", "1949-12-31", "女"};
        String[] without = {"11010519491231002X", "", ""};
        assertThat(level("citizen_identity", withBirth, without)).isEqualTo("id_same");
        assertThat(level("citizen_identity", withBirth, withBirth)).isEqualTo("id_same");
    }

    @ParameterizedTest
    @CsvSource({
        "91350100M000100Y43,M000100Y4,organisation_same",
        "91350100M000100Y43,91350100m000100y43,code_same",
        "05768538-9,057685389,organisation_same",
        "997325447828857,997325447828857,registration_same",
        "997325447828857,997325447882857,registration_near"
    })
    void companyCodes(String a, String b, String level) {
        assertThat(level("company_code", new String[] {a}, new String[] {b})).isEqualTo(level);
    }

    @Test
    void anOldRegistrationNumberSaysNothingAboutACreditCode() {
        FieldComparison<Object> code = Comparisons.of("company_code");
        assertThat(code.compare(prepared(code, "997325447828857"), prepared(code, "91350100M000100Y43")))
                .isEqualTo(FieldComparison.SILENT);
    }

    @ParameterizedTest
    @CsvSource({
        "海平康新农业发展有限公司,康新（海平）农业发展有限责任公司,same",
        "海平市康新农业发展有限公司,海平康新農業发展股份有限公司,same",
        "江州辰云机械制造有限公司,辰云机械制造有限公司,place_missing",
        "江州宏顺飞房地产开发有限公司,江州宏顺飞地产,shortened",
        "云岭远新物流有限公司,云岭远盛物流有限公司,one_character",
        "云岭远新物流有限公司,海平正泰农业发展有限公司,other"
    })
    void companyNames(String a, String b, String level) {
        assertThat(level("company_name", new String[] {a}, new String[] {b})).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "安辰餐饮有限公司,安辰餐饮有限公司,both_head",
        "安辰餐饮有限公司,安辰餐饮有限公司西湖区分公司,branch_and_head",
        "安辰餐饮有限公司西湖区分公司,安辰餐饮有限公司西湖区分公司,same_branch",
        "安辰餐饮有限公司西湖区分公司,安辰餐饮有限公司高新区分公司,other_branch",
        "安辰餐饮有限公司西湖区分公司,安辰餐饮有限公司分公司,branch_unnamed"
    })
    void branches(String a, String b, String level) {
        assertThat(level("company_branch", new String[] {a}, new String[] {b})).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "frances,murray,frances,murray,same_same",
        "fanny,murray,frances,murray,alias_same",
        "murray,frances,frances,murray,exchanged",
        "j.,round,john,round,initial_same",
        "frances,murray,frances,,same_unknown",
        "frances,murray,william,prowse,other_other"
    })
    void namePairs(String firstA, String secondA, String firstB, String secondB, String level) {
        String[] b = {firstB, Objects.requireNonNullElse(secondB, "")};
        assertThat(level("name_pair", new String[] {firstA, secondA}, b)).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "citizen_identity",
                "chinese_name",
                "chinese_address",
                "phone",
                "company_code",
                "company_name",
                "company_branch",
                "date",
                "text",
                "word",
                "name_pair",
                "email",
                "british_place"
            })
    void comparingIsSymmetricAndNeverFailsOnAnyText(String kind) {
        FieldComparison<Object> comparison = Comparisons.of(kind);
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            Object a = comparison.prepare(noise(random));
            Object b = comparison.prepare(noise(random));
            if (a != null && b != null) {
                int level = comparison.compare(a, b);
                assertThat(level)
                        .isBetween(FieldComparison.SILENT, comparison.levels().size() - 1);
                assertThat(comparison.compare(b, a)).isEqualTo(level);
                assertThat(comparison.forbids(b, a)).isEqualTo(comparison.forbids(a, b));
                for (int token = 0; level >= 0 && token < comparison.tokens().size(); token++) {
                    assertThat(comparison.sharedToken(b, a, level, token))
                            .isEqualTo(comparison.sharedToken(a, b, level, token));
                }
                for (int part = 0; part < comparison.parts().size(); part++) {
                    comparison.part(a, part);
                }
            }
        }
    }

    @Test
    void anUnknownKindIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Comparisons.of("telepathy"))
                .hasMessageContaining("telepathy")
                .hasMessageContaining("phone");
    }

    private static String[] noise(Random random) {
        String[] pieces = {
            "张", "张伟", "公司", "有限公司", "分公司", "(", "）", "市", "区", "路", "1", "99", "20", "号", "*", "X", "-", " ", "@", ".",
            "wei", "Zhang", "一", "某", "1986", "0122", "990201"
        };
        String[] columns = new String[3];
        for (int i = 0; i < columns.length; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(6); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            columns[i] = text.toString().strip();
        }
        return columns;
    }

    private static Object prepared(FieldComparison<Object> comparison, String... columns) {
        return Objects.requireNonNull(comparison.prepare(columns));
    }

    private static String level(String kind, String[] a, String[] b) {
        FieldComparison<Object> comparison = Comparisons.of(kind);
        return comparison.levels().get(comparison.compare(prepared(comparison, a), prepared(comparison, b)));
    }
}
