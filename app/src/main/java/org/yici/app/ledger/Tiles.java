package org.yici.app.ledger;

import java.util.Optional;
import org.yici.kernel.ledger.Tile;

/** The log in tiles (C2SP tlog-tiles): hashes for anybody, bundles of entries for who may read all of them. */
public interface Tiles {
    /**
     * The bytes of a tile of hashes or of a bundle of entries.
     *
     * @return empty if the log is not that large yet
     */
    Optional<byte[]> tile(Tile tile);
}
