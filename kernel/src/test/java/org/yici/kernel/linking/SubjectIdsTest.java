package org.yici.kernel.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.yici.kernel.resource.ItemType;

class SubjectIdsTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    @Test
    void theSameIdentifierIsTheSameSubjectForEver() {
        // Computed with OpenSSL: printf 'P11010519491231002X' | openssl dgst -sha256 -hmac 0123456789abcdef,
        // then version 8, variant 10 and the last bit set: 2cb2c95f-dc62-[b]7d0-[d]4d9-9cde34ed706[0]
        assertThat(new SubjectIds(KEY).of(ItemType.CITIZEN_ID, "11010519491231002X"))
                .isEqualTo(UUID.fromString("2cb2c95f-dc62-87d0-94d9-9cde34ed7061"));
    }

    @Test
    void personsAndCompaniesDoNotMeet() {
        SubjectIds ids = new SubjectIds(KEY);

        assertThat(ids.of(ItemType.CITIZEN_ID, "X")).isNotEqualTo(ids.of(ItemType.CREDIT_CODE, "X"));
    }

    @Test
    void anotherKeyGivesOtherSubjects() {
        SubjectIds other = new SubjectIds("0123456789abcdeg".getBytes(StandardCharsets.UTF_8));

        assertThat(other.of(ItemType.CITIZEN_ID, "X")).isNotEqualTo(new SubjectIds(KEY).of(ItemType.CITIZEN_ID, "X"));
    }

    @Test
    void theIdTellsWhetherAnIdentifierNamesTheSubject() {
        SubjectIds ids = new SubjectIds(KEY);
        for (int i = 0; i < 100; i++) {
            assertThat(SubjectIds.isIdentified(ids.of(ItemType.CREDIT_CODE, "c" + i)))
                    .isTrue();
            assertThat(SubjectIds.isIdentified(ids.ofRecord("r" + i))).isFalse();
            assertThat(ids.ofRecord("r" + i).version()).isEqualTo(8);
            assertThat(ids.ofRecord("r" + i).variant()).isEqualTo(2);
        }
    }

    @Test
    void manyIdentifiersDoNotCollide() {
        SubjectIds ids = new SubjectIds(KEY);
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            seen.add(ids.of(ItemType.CITIZEN_ID, Integer.toString(i)));
        }
        assertThat(seen).hasSize(20_000);
    }

    @Test
    void aShortKeyAndAWeakIdentifierAreRefused() {
        assertThatThrownBy(() -> new SubjectIds(new byte[15])).hasMessageContaining("at least 16");
        assertThatThrownBy(() -> new SubjectIds(KEY).of(ItemType.NAME, "张三")).hasMessageContaining("strong identifier");
    }
}
