package org.yici.stream.change;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes text as UTF-8 and column names once as ready bytes: at the rates of a first load Flink's own string form costs a core. */
public final class ChangeSerializer extends TypeSerializer<RowChange> {
    private static final long serialVersionUID = 1L;
    private static final RowChange.Kind[] KINDS = RowChange.Kind.values();
    private static final int NO_VALUE = -1;
    private static final int MOST_SHAPES = 64;

    private transient @Nullable List<Shape> shapes;

    @Override
    public void serialize(RowChange change, DataOutputView out) throws IOException {
        out.writeByte(change.kind().ordinal());
        out.writeBoolean(change.unreadable());
        out.writeLong(change.position());
        out.writeInt(change.sequence());
        out.writeLong(change.time());
        writeBytes(change.shape().encoded(), out);
        writeText(change.key(), out);
        out.writeShort(change.values().length);
        for (String value : change.values()) {
            writeText(value, out);
        }
    }

    @Override
    public RowChange deserialize(DataInputView in) throws IOException {
        RowChange.Kind kind = KINDS[in.readByte()];
        boolean unreadable = in.readBoolean();
        long position = in.readLong();
        int sequence = in.readInt();
        long time = in.readLong();
        Shape shape = shape(readBytes(in, in.readInt()));
        String key = readText(in);
        @Nullable String[] values = new String[in.readShort()];
        for (int i = 0; i < values.length; i++) {
            values[i] = readText(in);
        }
        return new RowChange(kind, shape, key == null ? "" : key, values, position, sequence, time, unreadable);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    private Shape shape(byte[] encoded) {
        List<Shape> known = shapes;
        if (known == null || known.size() > MOST_SHAPES) {
            known = new ArrayList<>();
            shapes = known;
        }
        for (Shape shape : known) {
            if (Arrays.equals(shape.encoded(), encoded)) {
                return shape;
            }
        }
        Shape shape = Shape.decode(encoded);
        known.add(shape);
        return shape;
    }

    private static void writeText(@Nullable String text, DataOutputView out) throws IOException {
        if (text == null) {
            out.writeInt(NO_VALUE);
        } else {
            writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
        }
    }

    private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable String readText(DataInputView in) throws IOException {
        int length = in.readInt();
        return length == NO_VALUE ? null : new String(readBytes(in, length), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputView in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<RowChange> duplicate() {
        return new ChangeSerializer();
    }

    @Override
    public @Nullable RowChange createInstance() {
        return null;
    }

    @Override
    public RowChange copy(RowChange from) {
        return from;
    }

    @Override
    public RowChange copy(RowChange from, RowChange reuse) {
        return from;
    }

    @Override
    public RowChange deserialize(RowChange reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChangeSerializer;
    }

    @Override
    public int hashCode() {
        return ChangeSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<RowChange> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Read back by name from a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RowChange> {
        public Snapshot() {
            super(ChangeSerializer::new);
        }
    }
}
