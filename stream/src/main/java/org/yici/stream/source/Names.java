package org.yici.stream.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes what consists of source names into a checkpoint. */
record Names<T>(Function<T, List<String>> names, Function<List<String>, T> make)
        implements SimpleVersionedSerializer<T> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(T value) {
        return String.join("\n", names.apply(value)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public T deserialize(int version, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return make.apply(text.isEmpty() ? List.of() : List.of(text.split("\n")));
    }
}
