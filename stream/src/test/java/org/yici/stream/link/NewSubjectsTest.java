package org.yici.stream.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.resource.ItemType;

class NewSubjectsTest {
    private static final SubjectIds IDS = new SubjectIds("a key of the tests".getBytes(StandardCharsets.UTF_8));

    private static LinkRecord record(String key, @Nullable UUID former) {
        return new LinkRecord(new RecordId("r", key), "zh_person", Map.of(), null, null, former);
    }

    @Test
    void aSubjectIsNamedAfterItsFirstRecord() {
        NewSubjects names = new NewSubjects(IDS, 7, List.of(record("a", null), record("b", null)));
        assertThat(names.fresh(List.of("r#a", "r#b")))
                .isEqualTo(IDS.ofRecord("r#a").toString());
    }

    @Test
    void whatIsTakenOutOfAMergeGetsItsNameBackOnce() {
        UUID former = IDS.ofRecord("r#x");
        NewSubjects names = new NewSubjects(IDS, 7, List.of(record("a", former), record("b", former)));
        assertThat(names.fresh(List.of("r#a"))).isEqualTo(former.toString());
        assertThat(names.fresh(List.of("r#b"))).isEqualTo(IDS.ofRecord("r#b").toString());
    }

    @Test
    void noNameIsGivenTwice() {
        UUID former = IDS.ofRecord("r#x");
        NewSubjects names = new NewSubjects(IDS, 7, List.of(record("a", former)));
        assertThat(names.possible()).containsExactlyInAnyOrder(former, IDS.ofRecord("r#a"));
        names.taken(names.possible());
        assertThat(names.fresh(List.of("r#a")))
                .isEqualTo(IDS.ofRecord("r#a@7").toString())
                .isNotEqualTo(IDS.ofRecord("r#a").toString());
    }

    @Test
    void theNameOfAnIdentifierIsKnownFromOthers() {
        NewSubjects names = new NewSubjects(IDS, 7, List.of());
        assertThat(names.identified(
                        IDS.of(ItemType.CITIZEN_ID, "11010519491231002X").toString()))
                .isTrue();
        assertThat(names.identified(IDS.ofRecord("r#a").toString())).isFalse();
    }
}
