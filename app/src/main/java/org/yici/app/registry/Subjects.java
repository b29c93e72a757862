package org.yici.app.registry;

import java.util.UUID;
import org.yici.kernel.resource.ItemType;

/** Subject ids from strong identifiers. */
public interface Subjects {
    /**
     * @param type citizen ID or credit code
     * @param identifier the identifier as somebody typed it; 15 digits and full-width characters are understood
     * @throws IllegalArgumentException if it is not a valid identifier
     */
    UUID of(ItemType type, String identifier);

    /** Tells the kind by the form of the identifier: a credit code or a citizen ID. */
    UUID of(String identifier);
}
