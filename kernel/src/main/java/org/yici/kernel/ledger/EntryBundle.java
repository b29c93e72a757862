package org.yici.kernel.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Entries one after another, each behind its length as two bytes, high byte first (C2SP tlog-tiles, log entries). */
public final class EntryBundle {
    /** The length in bytes that no entry may exceed. */
    public static final int MAX_ENTRY = 0xFFFF;

    private EntryBundle() {}

    /**
     * Writes entries one after another.
     *
     * @throws IllegalArgumentException if one is longer than {@link #MAX_ENTRY}
     */
    public static byte[] encode(List<byte[]> entries) {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY) {
                throw new IllegalArgumentException(
                        "An entry of " + entry.length + " bytes; at most " + MAX_ENTRY + ".");
            }
            bundle.write(entry.length >> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
        }
        return bundle.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the last entry is cut off
     */
    public static List<byte[]> decode(byte[] bundle) {
        List<byte[]> entries = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(bundle);
        while (buffer.hasRemaining()) {
            int length = buffer.remaining() < 2 ? Integer.MAX_VALUE : Short.toUnsignedInt(buffer.getShort());
            if (buffer.remaining() < length) {
                throw new IllegalArgumentException("The bundle ends inside entry " + entries.size() + ".");
            }
            byte[] entry = new byte[length];
            buffer.get(entry);
            entries.add(entry);
        }
        return entries;
    }
}
