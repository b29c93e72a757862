package org.yici.kernel.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.kernel.identifier.CitizenId;

/** Linking of records that other systems' bug reports suggest: it must neither guess nor miss. */
class FieldReportsLinkingTest {
    private static final List<String> COLUMNS = List.of("name", "id_no", "sex", "birth", "phone", "address");
    private final Linker linker = new Linker(ModelFiles.named("zh_person"));

    @Test
    void namesOfAnyLengthStayNames() {
        List<Map<String, String>> rows = rows("long-names", row -> row);

        assertThat(linked(rows))
                .as("pairs that are one person, and no other")
                .containsExactly("hanad_a=hanad_b", "jp_a=jp_b", "uyad_a=uyad_b", "uyn_a=uyn_b");
    }

    @Test
    void aPlaceholderThatHundredsBearLinksNobody() {
        assertThat(linked(rows("placeholder", row -> row))).isEmpty();
    }

    /** Other values that hundreds of strangers have in common, in any column. */
    @ParameterizedTest
    @CsvSource({
        "id_no, 5.11602E+17",
        "id_no, 000000000000000000",
        "id_no, 123456789012345678",
        "id_no, 511602199003070012",
        "id_no, 990201198406051653",
        "id_no, 无",
        "phone, 13800138000",
        "phone, 1.38124E+10",
        "phone, 15512340001",
        "phone, 028-86123456",
        "birth, 1900-01-01",
        "birth, 1970-01-01",
        "birth, 不详",
        "address, 四川省广安市广安区建安南路2号",
        "address, 四川省广安市广安区建安南路2号1栋1单元101",
        "address, 同上",
        "address, 不详",
        "name, 无名氏"
    })
    void aValueThatAHundredStrangersHaveInCommonLinksNobody(String column, String value) {
        int[] changed = {0};
        List<Map<String, String>> rows = rows("long-names", row -> {
            boolean stranger = row.getOrDefault("rec_id", "").startsWith("bg");
            if (stranger && changed[0] < 300) {
                changed[0]++;
                row.put(column, value);
                if (!column.equals("id_no") && !column.equals("name")) {
                    // An agent's customers have often nothing else in the file.
                    row.put("id_no", "");
                }
            }
            return stranger ? row : Map.of();
        });

        assertThat(linked(rows)).isEmpty();
    }

    @Test
    void anIdentifierOfClearlyDifferentPeopleGoesToAClerk() {
        String id = "51160219900307" + "001" + CitizenId.check("51160219900307001");
        List<PreparedRecord> records = new ArrayList<>();
        records.add(record("a", "王小明", id, "男", "1990-03-07", "13812345001", ""));
        records.add(record("b", "王小明", id, "男", "1990-03-07", "", ""));
        records.add(record("c", "赵丽华", id, "女", "1975-11-21", "13987650002", ""));

        BatchLinkage.Result result = BatchLinkage.link(linker, records, BatchLinkage.Progress.SILENT);

        assertThat(result.disputed()).singleElement().isEqualTo(new int[] {0, 1, 2});
        assertThat(result.cluster()).as("the rest of the evidence still counts").containsExactly(0, 0, 2);
    }

    @ParameterizedTest
    @CsvSource({"刘𬱟, 刘𬸣", "刘𬱟, 刘", "𠮷野, 𡈽野", "王𬀩𬬭, 王𬀩𬬻"})
    void charactersBeyondTheBasicPlaneAreCharacters(String one, String other) {
        PreparedRecord a = record("a", one, "", "男", "1990-03-07", "", "");
        PreparedRecord b = record("b", other, "", "男", "1990-03-07", "", "");
        String same = linker.comparison(1).levels().get(linker.level(a, a, 1));
        String level = linker.comparison(1).levels().get(linker.level(a, b, 1));

        assertThat(same).isEqualTo("same");
        assertThat(level).isNotIn("same", "homophone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "热依拉·买买提",
                "艾克拜尔•吐尔逊",
                "阿不都热合曼艾力",
                "次仁旺堆卓玛",
                "索朗白玛曲珍",
                "山本五十六",
                "孛儿只斤帖木儿",
                "欧阳娜娜妮子",
                "尼格买提·热合曼·阿布都拉"
            })
    void aLongNameIsNoAddressAndNoNumber(String name) {
        PreparedRecord alone = record("a", name, "", "男", "1990-03-07", "", "");
        PreparedRecord complete = record("b", name, "", "男", "1990-03-07", "13812345001", "四川省广安市广安区建安南路2号1栋1单元101");

        assertThat(alone.value(1)).as("name").isNotNull();
        assertThat(alone.value(3)).as("address").isNull();
        assertThat(linker.comparison(1).levels().get(linker.level(alone, complete, 1)))
                .isEqualTo("same");
    }

    @ParameterizedTest
    @CsvSource({"5.11602E+17", "5.11602199003E+17", "1.38001E+10", "5E+17"})
    void whatASpreadsheetLeftIsNeitherNumberNorTelephone(String value) {
        PreparedRecord record = record("a", "王小明", value, "", "", "", "");
        PreparedRecord other = record("b", "王小明", "", "", "", value, "");

        assertThat(record.value(0)).as("identity").isNull();
        assertThat(record.value(2)).as("telephone").isNull();
        assertThat(other.value(2)).as("telephone").isNull();
    }

    /** Two of a household who share all else: a steward says whether they are one, nobody else. */
    @ParameterizedTest
    @CsvSource({
        "李文华, 1990-03-07, 李文明, 1990-03-07",
        "李华, 1990-03-07, 李明, 1990-03-07",
        "李文华, 1990-03-07, 李志强, 1990-03-07",
        "欧阳文华, 1990-03-07, 欧阳文明, 1990-03-07",
        "艾山·买买提, 1990-03-07, 玉山·买买提, 1990-03-07",
        "Li Wenhua, 1990-03-07, Li Wenming, 1990-03-07",
        "赵建国, 1960-03-07, 赵建国, 1985-06-17"
    })
    void twinsAndFatherAndSonAreAQuestion(String one, String birth, String other, String otherBirth) {
        String address = "四川省广安市广安区建安南路2号1栋1单元101";
        List<Map<String, String>> rows = rows("long-names", row -> row);
        rows.add(row("a", one, "", birth, "13812345001", address));
        rows.add(row("b", other, "", otherBirth, "13812345001", address));
        // Knows neither's birth, and is a bridge if there is one.
        rows.add(row("c", other, "", "", "13812345001", address));

        BatchLinkage.Result result = batch(rows);
        int[] cluster = result.cluster();
        int a = cluster.length - 3;
        assertThat(cluster[a]).isNotEqualTo(cluster[a + 1]);
        assertThat(result.pairs()).anyMatch(pair -> pair.first() == a && pair.second() == a + 1);
    }

    @ParameterizedTest
    @CsvSource({"刘明, 刘莉铭", "王晓辉, 王小晖", "陈丽华, 王陈丽华", "欧阳修文, 修文欧阳", "王晓明, Xiaoming Wang", "尉迟恭明, Yuchi Gongming"})
    void oneNameInOtherFormsIsNoTwin(String one, String other) {
        List<Map<String, String>> rows = rows("long-names", row -> row);
        rows.add(row("a", one, "", "1990-03-07", "13812345001", "四川省广安市广安区建安南路2号1栋1单元101"));
        rows.add(row("b", other, "", "1990-03-07", "13812345001", "四川省广安市广安区建安南路2号1栋1单元101"));

        assertThat(linked(rows)).contains("a=b");
    }

    @Test
    void anotherNameBesideOneProvenIdentifierIsAQuestion() {
        String id = "51160219800317002" + CitizenId.check("51160219800317002");
        List<Map<String, String>> rows = rows("long-names", row -> row);
        rows.add(row("a", "陈丽", id, "1980-03-17", "", ""));
        rows.add(row("b", "赵芳菲", id, "1980-03-17", "", ""));

        BatchLinkage.Result result = batch(rows);
        int a = rows.size() - 2;
        assertThat(result.pairs()).anyMatch(pair -> pair.first() == a && pair.second() == a + 1);
    }

    @Test
    void anUnprovenNumberDoesNotLinkTwoNamesThatAreALittleAlike() {
        List<Map<String, String>> rows = rows("long-names", row -> row);
        rows.add(row("a", "郑一佳", "511602000000001", "", "", ""));
        rows.add(row("b", "郑二佳", "511602000000001", "", "", ""));

        assertThat(linked(rows)).doesNotContain("a=b");
    }

    @ParameterizedTest
    @CsvSource({"没有", "不知道", "0", "000000", "#DIV/0!", "無", "待核实", "N/A", "/"})
    void aPlaceholderIsNoValueInAnyColumn(String value) {
        PreparedRecord record = record("a", value, value, value, value, value, value);
        for (int field = 0; field < linker.fields(); field++) {
            assertThat(record.value(field)).as("field %s", field).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "13812345001/0826-2345678, 13812345001",
        "13812345001 13812345002, 13812345001",
        "1795113812345001, 13812345001",
        "008613812345001, 13812345001",
        "010-65529988转803, 01065529988-803"
    })
    void aTelephoneNumberStaysOneHoweverLong(String written, String number) {
        PreparedRecord record = record("a", "王小明", "", "男", "", written, "");

        assertThat(record.value(0))
                .as("no identifier came of it")
                .extracting(Object::toString)
                .asString()
                .contains("id=,");
        assertThat(linker.comparison(2).text(Objects.requireNonNull(record.value(2))))
                .isEqualTo(number);
    }

    @Test
    void extensionsOfOneSwitchboardSayNothingOfEachOther() {
        PreparedRecord one = record("a", "王小明", "", "男", "", "010-65529988-803", "");
        PreparedRecord other = record("b", "王小明", "", "男", "", "010-65529988-804", "");
        PreparedRecord office = record("c", "王小明", "", "男", "", "010-65529988", "");

        assertThat(linker.level(one, other, 2)).isNegative();
        assertThat(linker.level(one, office, 2)).isNegative();
        assertThat(linker.level(one, one, 2)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"农历1990年5月初一", "1990年五月初一", "民国79年5月1日", "43831", "79-05-01", "1900-01-01", "二〇二四年五月一日"})
    void aDayOfAnotherCalendarIsNone(String birth) {
        assertThat(linker.comparison(0)
                        .text(Objects.requireNonNull(
                                record("a", "王小明", "", "男", birth, "", "").value(0))))
                .isEqualTo("男");
    }

    private static Map<String, String> row(
            String id, String name, String number, String birth, String phone, String address) {
        return Map.of(
                "rec_id", id, "name", name, "id_no", number, "sex", "男", "birth", birth, "phone", phone, "address",
                address);
    }

    private BatchLinkage.Result batch(List<Map<String, String>> rows) {
        List<PreparedRecord> records = rows.stream()
                .map(row -> linker.prepare(row.getOrDefault("rec_id", ""), row))
                .toList();
        return BatchLinkage.link(linker, records, BatchLinkage.Progress.SILENT);
    }

    private PreparedRecord record(String id, String... values) {
        return linker.prepare(id, values.clone());
    }

    /** Pairs of one cluster. */
    private Set<String> linked(List<Map<String, String>> rows) {
        List<PreparedRecord> records = rows.stream()
                .map(row -> linker.prepare(row.getOrDefault("rec_id", ""), row))
                .toList();
        int[] cluster =
                BatchLinkage.link(linker, records, BatchLinkage.Progress.SILENT).cluster();
        Set<String> pairs = new TreeSet<>();
        for (int i = 0; i < cluster.length; i++) {
            for (int j = i + 1; j < cluster.length; j++) {
                if (cluster[i] == cluster[j]) {
                    pairs.add(records.get(i).id() + "=" + records.get(j).id());
                }
            }
        }
        return pairs;
    }

    private static List<Map<String, String>> rows(String name, UnaryOperator<Map<String, String>> change) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(FieldReportsLinkingTest.class.getResourceAsStream(name + ".csv.gz"))),
                StandardCharsets.UTF_8))) {
            List<Map<String, String>> rows = new ArrayList<>();
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] values = line.split(",", -1);
                Map<String, String> row = new HashMap<>();
                row.put("rec_id", values[0]);
                for (int i = 0; i < COLUMNS.size(); i++) {
                    row.put(COLUMNS.get(i), values[i + 1]);
                }
                Map<String, String> changed = change.apply(row);
                if (!changed.isEmpty()) {
                    rows.add(changed);
                }
            }
            return rows;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
