package org.yici.app.catalogue;

import java.util.List;
import java.util.Optional;
import org.yici.kernel.resource.DataStandard;

/** The data standards in force. */
public interface Standards {
    /** All of them, by code. */
    List<DataStandard> all();

    /** A standard by its code; empty if there is none or it was withdrawn. */
    Optional<DataStandard> find(String code);
}
