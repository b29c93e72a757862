package org.yici.kernel.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * A text signed by one or more keys (C2SP signed-note). Reading one says nothing yet about who signed it: see
 * {@link VerifierKey}.
 *
 * @param text what is signed, ending with a newline
 * @param signatures at least one
 */
public record SignedNote(String text, List<Signature> signatures) {
    private static final String SEPARATOR = "\n\n";
    private static final String DASH = "\u2014 ";
    private static final int MAX_SIGNATURES = 64;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /**
     * One signature line.
     *
     * @param name name of the key
     * @param bytes four bytes of key id and the signature, in base64
     */
    public record Signature(String name, String bytes) {
        static final int KEY_ID_LENGTH = 4;

        /** The key's id, which together with the name tells the key. */
        int keyId() {
            byte[] all = StrictBase64.decode(bytes);
            return (all[0] & 0xff) << 24 | (all[1] & 0xff) << 16 | (all[2] & 0xff) << 8 | (all[3] & 0xff);
        }

        /** The signature without the key id. */
        byte[] signature() {
            byte[] all = StrictBase64.decode(bytes);
            return java.util.Arrays.copyOfRange(all, KEY_ID_LENGTH, all.length);
        }
    }

    /**
     * Reads a note.
     *
     * @throws IllegalArgumentException if it is not in the format; the message says where
     */
    public static SignedNote parse(String note) {
        if (note.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new IllegalArgumentException("A note has no control characters.");
        }
        int end = note.lastIndexOf(SEPARATOR);
        if (end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("A note ends with an empty line and its signature lines.");
        }
        String text = note.substring(0, end + 1);
        String[] lines = note.substring(end + SEPARATOR.length()).split("\n", -1);
        if (lines.length < 2 || lines.length > MAX_SIGNATURES + 1) {
            throw new IllegalArgumentException("A note has 1 to " + MAX_SIGNATURES + " signature lines.");
        }
        List<Signature> signatures = new ArrayList<>();
        for (int i = 0; i < lines.length - 1; i++) {
            signatures.add(signature(lines[i]));
        }
        return new SignedNote(text, signatures);
    }

    private static Signature signature(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space <= DASH.length()) {
            throw new IllegalArgumentException("Not a signature line: " + line);
        }
        String name = line.substring(DASH.length(), space);
        String bytes = line.substring(space + 1);
        VerifierKey.checkName(name);
        if (StrictBase64.decode(bytes).length <= Signature.KEY_ID_LENGTH) {
            throw new IllegalArgumentException("A signature is longer than its key's id: " + line);
        }
        return new Signature(name, bytes);
    }

    /** The whole note. */
    public String format() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Signature signature : signatures) {
            note.append(DASH)
                    .append(signature.name())
                    .append(' ')
                    .append(signature.bytes())
                    .append('\n');
        }
        return note.toString();
    }
}
