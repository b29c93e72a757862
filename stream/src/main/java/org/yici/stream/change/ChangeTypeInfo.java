package org.yici.stream.change;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink how {@link RowChange} travels. */
public final class ChangeTypeInfo extends TypeInformation<RowChange> {
    private static final long serialVersionUID = 1L;

    @Override
    public TypeSerializer<RowChange> createSerializer(SerializerConfig config) {
        return new ChangeSerializer();
    }

    @Override
    public Class<RowChange> getTypeClass() {
        return RowChange.class;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ChangeTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChangeTypeInfo;
    }

    @Override
    public int hashCode() {
        return ChangeTypeInfo.class.hashCode();
    }

    @Override
    public String toString() {
        return "Change";
    }
}
