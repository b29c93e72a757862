package org.yici.kernel.identifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The divisions that ever existed since identity numbers are given, with their last year (GB/T 2260, {@code divisions.txt}), and the
 * countries of foreigners' numbers (ISO 3166-1, {@code countries.txt}).
 */
final class Divisions {
    /** Years for which an office still gave numbers of a division that was no more. */
    private static final int DELAY = 10;
    /** Taiwan (710000, 830000), Hong Kong and Macao: regions whose own code stands in residence permits. */
    private static final Set<String> PERMITS = Set.of("710000", "810000", "820000", "830000");

    private static final Map<String, Integer> LAST_YEARS = divisions();
    private static final Set<String> COUNTRIES = lines("countries.txt").stream()
            .flatMap(line -> Arrays.stream(line.split(" ")))
            .collect(Collectors.toSet());

    private Divisions() {}

    /** @param code six digits */
    static boolean known(String code) {
        return LAST_YEARS.containsKey(code);
    }

    /**
     * Whether the number of a person born in a year can begin with a code: a county, or a city without counties, that was not abolished
     * long before; a region of residence permits; or 9, province and country of a foreigner. One that was founded after the birth can:
     * numbers were first given in 1984, and are given late.
     *
     * @param code six digits
     */
    static boolean numbered(String code, int birthYear) {
        if (code.startsWith("9")) {
            return known(code.substring(1, 3) + "0000") && COUNTRIES.contains(code.substring(3));
        }
        boolean province = code.endsWith("0000") && !PERMITS.contains(code);
        return !province && birthYear <= LAST_YEARS.getOrDefault(code, Integer.MIN_VALUE);
    }

    private static Map<String, Integer> divisions() {
        Map<String, Integer> lastYears = new HashMap<>();
        for (String line : lines("divisions.txt")) {
            String[] parts = line.split(" ");
            for (int i = 1; i < parts.length; i++) {
                boolean ended = parts[i].length() > 2;
                int last = ended ? Integer.parseInt(parts[i].substring(3)) + DELAY : Integer.MAX_VALUE;
                lastYears.put(parts[0] + parts[i].substring(0, 2), last);
            }
        }
        return Map.copyOf(lastYears);
    }

    private static List<String> lines(String file) {
        try (InputStream in = Divisions.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
