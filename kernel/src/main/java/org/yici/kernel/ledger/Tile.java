package org.yici.kernel.ledger;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a tile: up to 256 hashes side by side, or as many entries (C2SP tlog-tiles). A full tile spans the leaves
 * {@code index * 256^(level+1)} onwards.
 *
 * @param level level of the tile, 0 to 63, each eight levels of the tree; {@link #ENTRIES} for a bundle of entries
 * @param index which of its level, from 0
 * @param width how many hashes or entries, 1 to 256; below 256 the tile is partial
 */
public record Tile(int level, long index, int width) {
    /** The level that stands for the entries themselves. */
    public static final int ENTRIES = -1;

    /** How many hashes a full tile has. */
    public static final int FULL = 256;

    private static final Pattern PATH =
            Pattern.compile("(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public Tile {
        if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException(
                    "No such tile: level " + level + ", index " + index + ", width " + width);
        }
    }

    /**
     * Reads a path such as {@code 0/x001/x234/067.p/8} or {@code entries/000}.
     *
     * @return empty if it is not the one path that a tile has
     */
    public static Optional<Tile> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        long index = 0;
        for (String element : matcher.group(2).split("/")) {
            index = index * 1000 + Integer.parseInt(element.replace("x", ""));
        }
        int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
        if (level > 63 || (matcher.group(3) != null && width >= FULL)) {
            return Optional.empty();
        }
        Tile tile = new Tile(level, index, width);
        // Leading zero elements would give a tile a second address.
        return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
    }

    /** How many hashes the tile at this place has in a tree of some size: 0 to 256. */
    public static int widthAt(int level, long index, long size) {
        int treeLevel = treeLevel(level);
        long hashes = treeLevel > Node.MAX_LEVEL ? 0 : size >> treeLevel;
        if (index > hashes >> 8) {
            return 0;
        }
        return (int) Math.min(FULL, hashes - (index << 8));
    }

    /** Its address below {@code tile/}. */
    public String path() {
        StringBuilder path = new StringBuilder(String.format("%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format("x%03d/", rest % 1000));
        }
        String suffix = width == FULL ? "" : ".p/" + width;
        return (level == ENTRIES ? "entries" : Integer.toString(level)) + "/" + path + suffix;
    }

    /** The place in the tree of its first hash; the others follow to the right on the same level. */
    public Node first() {
        return new Node(treeLevel(level), index * FULL);
    }

    /** Whether a tree of some size has this tile, in this width. */
    public boolean isIn(long size) {
        return width <= widthAt(level, index, size);
    }

    private static int treeLevel(int level) {
        return Math.max(level, 0) * 8;
    }
}
