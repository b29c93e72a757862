package org.yici.kernel.ledger;

/**
 * The place of a complete subtree in the log's tree. Once its last leaf is there its hash never changes, so it can be stored.
 *
 * @param level height of the subtree: it spans {@code 2^level} leaves; level 0 is a leaf
 * @param index which of its level, from 0, left to right
 */
public record Node(int level, long index) {
    /** The highest level of a tree whose size is a {@code long}. */
    public static final int MAX_LEVEL = 62;

    public Node {
        if (level < 0 || level > MAX_LEVEL || index < 0 || index > Long.MAX_VALUE >> level) {
            throw new IllegalArgumentException("No such place in a tree: level " + level + ", index " + index + ".");
        }
    }

    /** The index of its first leaf. */
    public long from() {
        return index << level;
    }

    /** The place one level up that it is a child of. */
    public Node parent() {
        return new Node(level + 1, index >> 1);
    }

    /** Whether it is its parent's right child. */
    public boolean isRight() {
        return (index & 1) == 1;
    }
}
