package org.yici.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.yici.stream.change.RowChange.Kind;

class KeysBesideLoadTest {
    private final KeysBesideLoad keys = new KeysBesideLoad();

    @Test
    void aKeyIsRepeatedIfTheLogFirstShowsItInserted() {
        keys.from(10);
        keys.changed("inserted", Kind.INSERT, 11);
        keys.changed("replaced", Kind.DELETE, 12);
        keys.changed("replaced", Kind.INSERT, 12);
        keys.changed("altered", Kind.UPSERT, 13);
        keys.changed("altered", Kind.INSERT, 14);

        assertThat(keys.repeated("inserted")).isEqualTo(11);
        assertThat(keys.repeated("replaced")).isZero();
        assertThat(keys.repeated("altered")).isZero();
        assertThat(keys.repeated("left alone")).isZero();
    }

    @Test
    void whatTheSnapshotHoldsIsNoRepetition() {
        keys.changed("early", Kind.INSERT, 9);
        keys.changed("both", Kind.INSERT, 9);
        keys.changed("both", Kind.INSERT, 10);
        keys.from(10);

        assertThat(keys.repeated("early")).isZero();
        assertThat(keys.repeated("both")).isEqualTo(10);
    }

    @Test
    void moreThanCanBeRememberedIsDoubtful() {
        keys.from(10);
        for (int i = 0; i < 500_000; i++) {
            keys.changed("k" + i, Kind.UPSERT, 11);
        }
        keys.changed("k1", Kind.UPSERT, 12);
        assertThat(keys.repeated("other")).as("what is known takes no more").isZero();
        keys.changed("one more", Kind.UPSERT, 12);
        assertThat(keys.repeated("other")).isEqualTo(12);
    }
}
