package org.yici.app.service;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places for facts: <code>${evidence.title.address}</code>. */
public record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");

    public static Template of(String text) {
        return new Template(text);
    }

    /** The names of the facts it needs. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            names.add(place.group(1));
        }
        return names;
    }

    /** The materials whose records it needs. */
    public Set<String> materials() {
        Set<String> materials = new LinkedHashSet<>();
        for (String name : names()) {
            String[] parts = name.split("\\.", 3);
            if (Set.of("evidence", "count", "since").contains(parts[0]) && !parts[1].equals("case")) {
                materials.add(parts[1].replaceFirst("\\[.*", ""));
            }
        }
        return materials;
    }

    public String render(UnaryOperator<String> facts) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(facts.apply(place.group(1))));
    }
}
