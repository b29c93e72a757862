package org.yici.kernel.identifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** The divisions that ever existed since identity numbers are given: GB/T 2260, {@code divisions.txt}. */
final class Divisions {
    private static final String FILE = "divisions.txt";
    private static final BitSet KNOWN = read();

    private Divisions() {}

    /** @param code six digits */
    static boolean known(String code) {
        return KNOWN.get(Integer.parseInt(code));
    }

    private static BitSet read() {
        BitSet known = new BitSet(1_000_000);
        try (InputStream in = Divisions.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        String[] parts = line.split(" ");
                        for (int i = 1; i < parts.length; i++) {
                            known.set(Integer.parseInt(parts[0] + parts[i]));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }
}
