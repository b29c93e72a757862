package org.yici.app.casework;

import java.util.List;
import java.util.Optional;

/** The service items that can be applied for. */
public interface ServiceItems {
    List<ServiceItem> all();

    Optional<ServiceItem> find(String slug);
}
