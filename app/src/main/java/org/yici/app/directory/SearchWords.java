package org.yici.app.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * How people speak of public services: {@code search-words.yaml} of a pack.
 *
 * @param ignored what people put around the thing itself: 我要, 怎么办, how to
 * @param synonyms everyday words
 * @param events occasions in a life that lead to services, in the order in which they are offered
 */
public record SearchWords(List<String> ignored, List<Synonym> synonyms, List<Event> events) {
    static final SearchWords EMPTY = new SearchWords(List.of(), List.of(), List.of());

    public SearchWords {
        ignored = ignored == null ? List.of() : List.copyOf(ignored);
        synonyms = synonyms == null ? List.of() : List.copyOf(synonyms);
        events = events == null ? List.of() : List.copyOf(events);
    }

    /**
     * Everyday words for services.
     *
     * @param say what people say, in either language
     * @param find parts of official names, the best first
     */
    public record Synonym(List<String> say, List<String> find) {
        public Synonym {
            say = List.copyOf(say);
            find = List.copyOf(find);
        }
    }

    /**
     * A life event.
     *
     * @param search what is searched for then
     * @param elder whether the simple home page offers it
     */
    public record Event(Label label, Label search, @Nullable Boolean elder) {
        /** Whether the simple home page offers it. */
        public boolean isForElders() {
            return Boolean.TRUE.equals(elder);
        }
    }
}
