package org.yici.app.catalogue;

import java.util.List;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/** What a module above the catalogue demands of an entry before it is published; every Spring bean of this type is asked. */
public interface ResourceCheck {
    /** Sentences that say what to change; empty if the entry is in order. */
    List<Label> faults(Resource resource);
}
