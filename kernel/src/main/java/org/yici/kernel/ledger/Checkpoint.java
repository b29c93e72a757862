package org.yici.kernel.ledger;

import java.util.regex.Pattern;

/**
 * The state of a log at one size (C2SP tlog-checkpoint).
 *
 * @param origin name of the log
 * @param size how many entries it has
 * @param root the Merkle tree hash of these entries
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    public Checkpoint {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
            throw new IllegalArgumentException("A checkpoint has an origin of one line and a size of at least 0.");
        }
    }

    /**
     * Reads the text of a checkpoint, without its signatures.
     *
     * @throws IllegalArgumentException if it is not exactly origin, size and root; extension lines are refused, since nobody can
     *     audit them
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty() || !SIZE.matcher(lines[1]).matches()) {
            throw new IllegalArgumentException("A checkpoint has three lines: origin, size and root hash.");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.ofBase64(lines[2]));
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }
}
