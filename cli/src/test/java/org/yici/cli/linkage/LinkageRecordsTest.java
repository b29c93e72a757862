package org.yici.cli.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yici.kernel.linking.BatchLinkage;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.linking.PreparedRecord;

class LinkageRecordsTest {
    @Test
    void theSameSeedMakesTheSameRecords() {
        LinkageRecords one = new LinkageRecords(3, 500);
        LinkageRecords other = new LinkageRecords(3, 500);
        LinkageRecords third = new LinkageRecords(4, 500);
        for (int i = 0; i < 500; i++) {
            assertThat(one.row(i)).isEqualTo(other.row(i)).hasSameSizeAs(LinkageRecords.COLUMNS);
            assertThat(one.subject(i)).isEqualTo(other.subject(i));
        }
        assertThat(IntStream.range(0, 500).filter(i -> Arrays.equals(one.row(i), third.row(i))))
                .isEmpty();
    }

    @Test
    void nobodyReal() {
        LinkageRecords invented = new LinkageRecords(5, 2_000);
        int name = LinkageRecords.COLUMNS.indexOf("name");
        int id = LinkageRecords.COLUMNS.indexOf("id_no");
        for (int i = 0; i < invented.count(); i++) {
            String[] row = invented.row(i);
            String number = row[id].replaceAll("[^0-9]", "");
            assertThat(number.length() < 15 || number.startsWith("99"))
                    .as(row[name] + " " + row[id])
                    .isTrue();
        }
    }

    /** The guard on accuracy: what linking reaches on records that it was not tuned on. */
    @Test
    void linkingKeepsItsAccuracy() {
        Linker linker = new Linker(ModelFiles.named("zh_person"));
        LinkageRecords invented = new LinkageRecords(11, 5_000);
        List<PreparedRecord> records = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        for (int i = 0; i < invented.count(); i++) {
            String[] row = invented.row(i);
            String[] values = linker.model().columns().stream()
                    .map(column -> row[LinkageRecords.COLUMNS.indexOf(column)])
                    .toArray(String[]::new);
            records.add(linker.prepare(row[0], values));
            subjects.add(invented.subject(i));
        }
        BatchLinkage.Result result = BatchLinkage.link(linker, records, BatchLinkage.Progress.SILENT);
        Accuracy accuracy = Accuracy.of(Arrays.stream(result.cluster()).boxed().toList(), subjects);
        assertThat(accuracy.precision()).isGreaterThan(0.999);
        assertThat(accuracy.f1()).isGreaterThan(0.975);
        assertThat(result.compared()).isLessThan(10L * records.size());
    }

    private static final List<String> LONG = List.of(
            "阿卜杜热合曼·麦麦提", "古丽巴哈尔·吐尔逊", "阿依夏木·买买提江", "努尔艾合买提·阿卜力孜", "次仁央宗", "扎西顿珠", "格桑卓玛", "乌兰其其格", "苏日娜巴特尔", "欧阳娜娜");

    /** One person in twenty has a name of five characters and more, written with either dot or none. */
    @Test
    void itKeepsItAlsoWhereNamesAreLong() {
        Linker linker = new Linker(ModelFiles.named("zh_person"));
        LinkageRecords invented = new LinkageRecords(11, 5_000);
        int name = linker.model().columns().indexOf("name");
        List<PreparedRecord> records = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        int named = 0;
        for (int i = 0; i < invented.count(); i++) {
            String[] row = invented.row(i);
            String[] values = linker.model().columns().stream()
                    .map(column -> row[LinkageRecords.COLUMNS.indexOf(column)])
                    .toArray(String[]::new);
            String subject = invented.subject(i);
            int person = Integer.parseInt(subject.substring(1));
            if (person % 20 == 3) {
                String whole = LONG.get(person / 20 % LONG.size());
                values[name] = whole.replace("·", List.of("·", "•", "").get(i % 3));
                named++;
            }
            records.add(linker.prepare(row[0], values));
            subjects.add(subject);
        }
        assertThat(named).isGreaterThan(200);
        BatchLinkage.Result result = BatchLinkage.link(linker, records, BatchLinkage.Progress.SILENT);
        Accuracy accuracy = Accuracy.of(Arrays.stream(result.cluster()).boxed().toList(), subjects);
        assertThat(accuracy.precision()).isGreaterThan(0.999);
        assertThat(accuracy.f1()).isGreaterThan(0.975);
    }

    @Test
    void accuracyIsCountedInPairsAndInRecords() {
        Accuracy accuracy = Accuracy.of(List.of(1, 1, 1, 2, 3), List.of("a", "a", "b", "b", "c"));
        assertThat(accuracy.precision()).isEqualTo(1.0 / 3);
        assertThat(accuracy.recall()).isEqualTo(0.5);
        assertThat(accuracy.f1()).isEqualTo(0.4);
        double bPrecision = (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1 + 1) / 5;
        double bRecall = (1 + 1 + 0.5 + 0.5 + 1) / 5;
        assertThat(accuracy.bCubed()).isEqualTo(2 * bPrecision * bRecall / (bPrecision + bRecall));
    }
}
