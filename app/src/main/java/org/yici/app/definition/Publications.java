package org.yici.app.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yici.app.definition.Definitions.Reviewed;

/** In which order drafts are published together: departments before what is theirs, and within a kind as the kind says. */
final class Publications {
    /** Each kind rests on those before it; one that is not named comes last. */
    private static final List<String> KINDS =
            List.of("department", "source", "data-standard", "resource", "service-item");

    private Publications() {}

    /** @param texts of each draft */
    static List<Reviewed> inOrder(Map<Reviewed, String> texts, DefinitionKinds kinds) {
        Map<String, Map<Reviewed, String>> byKind =
                new TreeMap<>(Comparator.comparingInt(Publications::rank).thenComparing(Comparator.naturalOrder()));
        texts.forEach((draft, text) ->
                byKind.computeIfAbsent(draft.kind(), kind -> new HashMap<>()).put(draft, text));
        List<Reviewed> ordered = new ArrayList<>();
        byKind.forEach((kind, drafts) -> {
            List<String> order =
                    kinds.get(kind).inOrder(drafts.values().stream().distinct().toList());
            drafts.entrySet().stream()
                    .sorted(Comparator.comparingInt(
                                    (Map.Entry<Reviewed, String> draft) -> order.indexOf(draft.getValue()))
                            .thenComparing(draft -> draft.getKey().name()))
                    .map(Map.Entry::getKey)
                    .forEach(ordered::add);
        });
        return ordered;
    }

    private static int rank(String kind) {
        return KINDS.contains(kind) ? KINDS.indexOf(kind) : KINDS.size();
    }
}
