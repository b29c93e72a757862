package org.yici.kernel.linking;

import org.jspecify.annotations.Nullable;

/** A record whose values are ready to be compared by the {@link Linker} that prepared it. */
public final class PreparedRecord {
    private final String id;
    private final @Nullable Object[] values;

    PreparedRecord(String id, @Nullable Object[] values) {
        this.id = id;
        this.values = values;
    }

    public String id() {
        return id;
    }

    /** The prepared value of a comparison by its place in the model, or null. */
    @Nullable
    Object value(int field) {
        return values[field];
    }

    @Override
    public String toString() {
        return id;
    }
}
