package org.yici.app.definition;

import java.util.List;
import org.yici.kernel.resource.Label;

/** Tells who still uses a definition, which therefore cannot be withdrawn; every Spring bean of this type is asked. */
public interface DefinitionUses {
    /** Each use in a few words, such as a grant with its number. */
    List<Label> of(String kind, String name);
}
