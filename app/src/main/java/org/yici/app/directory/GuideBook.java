package org.yici.app.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * What guides say beyond the list: {@code guides.yaml} of a pack.
 *
 * @param hall where the departments receive people that have no hall of their own, null if nobody has said
 * @param offices the list's departments
 * @param kinds what the law says of every item of a kind of act, by the list's code
 */
public record GuideBook(Office.@Nullable Hall hall, List<Office> offices, Map<String, Law> kinds) {
    /** Nothing beyond the list. */
    static final GuideBook EMPTY = new GuideBook(null, List.of(), Map.of());

    public GuideBook {
        offices = offices == null ? List.of() : List.copyOf(offices);
        kinds = kinds == null ? Map.of() : Map.copyOf(kinds);
    }

    /**
     * What a law says of a whole kind of act, wherever no other law says otherwise for the item.
     *
     * @param basis the law with its articles
     */
    public record Law(
            Label basis,
            @Nullable Label time,
            @Nullable Label fee,
            @Nullable Label materials) {}

    /** A department by its Chinese name. */
    Office office(String name) {
        return offices.stream()
                .filter(office -> office.label().zh().equals(name))
                .findFirst()
                .orElseGet(() -> new Office(new Label(name, name), null))
                .in(hall);
    }

    Optional<Law> law(String kind) {
        return Optional.ofNullable(kinds.get(kind));
    }
}
