package org.yici.stream.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.yici.stream.platform.PlanBook;

class ChangeSerializerTest {
    @Test
    void aChangeComesOutAsItWentInAndShapesAreShared() throws IOException {
        ChangeSerializer serializer = new ChangeSerializer();
        Shape shape = new Shape(
                "police",
                "public",
                "t_rk",
                List.of(new PlanBook.Cleaned("GA5100/000001", 3)),
                List.of("id", "姓名", "empty"));
        RowChange change = new RowChange(
                RowChange.Kind.UPSERT, shape, "1|二", new String[] {"1", "张\uD840\uDC00", null}, -5, 7, 9L << 40, true);

        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(change, out);
        serializer.serialize(change, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        RowChange first = serializer.deserialize(in);
        RowChange second = serializer.deserialize(in);

        assertThat(first).usingRecursiveComparison().isEqualTo(change);
        assertThat(second.shape()).isSameAs(first.shape());
        assertThat(in.available()).isZero();
    }

    @Test
    void keysSpreadEvenlyAndStayWhereTheyAre() {
        Shape shape =
                new Shape("police", "public", "t_rk", List.of(new PlanBook.Cleaned("GA5100/000001", 3)), List.of("id"));
        long[] counts = new long[4];
        for (int i = 0; i < 4_000; i++) {
            RowChange change =
                    new RowChange(RowChange.Kind.LOAD, shape, Integer.toString(i), new String[] {""}, 1, 0, 0, false);
            counts[change.partition(1 << 20) % 4]++;
            assertThat(change.partition(1 << 20)).isEqualTo(change.partition(1 << 20));
        }
        assertThat(IntStream.range(0, 4).mapToLong(i -> counts[i]).min().orElseThrow())
                .isGreaterThan(850);
    }
}
