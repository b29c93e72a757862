package org.yici.stream.source;

import java.sql.SQLException;
import java.util.List;
import org.yici.kernel.resource.Resource;
import org.yici.stream.platform.SourceStore;

/** A restored or replaced server counts its log from another place, and the guard would hold all it says for old news. */
final class RestoredServer {
    private RestoredServer() {}

    /**
     * Lets no source in whose log stands behind what was collected from it before.
     *
     * @throws FeedException that says what to do if the server was restored on purpose
     */
    static void refuse(String source, SourceStore store, long position, List<Resource> resources)
            throws SQLException, FeedException {
        for (Resource resource : resources) {
            long written = store.position(resource);
            if (written > position) {
                throw new FeedException(
                        "failed",
                        "The log of " + source + " stands at " + position
                                + ", behind what was collected from it before (" + written + " in registry."
                                + resource.table() + "): the server was restored or replaced. If that is right: update"
                                + " registry." + resource.table() + " set _position = 0 where _source = '" + source
                                + "'"
                                + (resource.linking() == null
                                        ? ""
                                        : "; update linking.record set position = 0 where resource = '"
                                                + resource.code() + "'"));
            }
        }
    }
}
