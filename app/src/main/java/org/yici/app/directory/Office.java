package org.yici.app.directory;

import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * A department of the list.
 *
 * @param label its name
 * @param hall where it receives people, null if nobody has said
 */
public record Office(Label label, @Nullable Hall hall) {
    /**
     * Where people go.
     *
     * @param place its address
     * @param hours when it is open
     * @param phone whom to call first
     * @param invented whether place and hours are made up for a demonstration; pages then say so
     */
    public record Hall(Label place, Label hours, String phone, boolean invented) {}

    /** The same with a hall, if it has none of its own. */
    Office in(@Nullable Hall common) {
        return hall == null ? new Office(label, common) : this;
    }
}
