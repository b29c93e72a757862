package org.yici.app.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yici.app.directory.Indexed.Found;
import org.yici.app.directory.Match.Reason;
import org.yici.kernel.text.Pinyin;

/**
 * The search in a list of public services. What names and everyday words say comes first; only if they say nothing, everyday words
 * with a wrong character, those that are a part of what was typed, the department, and at last other typing errors are thought of.
 */
final class Search {
    private static final Comparator<Found> BEST_FIRST = Comparator.comparing(Found::reason)
            .thenComparing(found -> !found.by().service().online())
            .thenComparing(Found::position)
            .thenComparing(found -> found.by().name().length());
    private static final int LEAST_LETTERS = 3;

    private static final int LEAST_MISTYPED = 5;
    private static final int MOST_PARTS = 100;
    /** A service that shares less of its name with what was typed is no suggestion. */
    private static final double LEAST_LIKENESS = .3;

    private final List<Indexed> services;
    private final List<Word> words;
    private final List<String> ignored;

    Search(List<PublicService> services, SearchWords words) {
        this.services = services.stream().map(Indexed::new).toList();
        this.words = words.synonyms().stream()
                .flatMap(synonym -> synonym.say().stream().map(say -> Word.of(say, synonym.find())))
                .toList();
        this.ignored = words.ignored();
    }

    /**
     * An everyday word.
     *
     * @param wanted its form for comparing
     * @param find parts of official names, in that form
     */
    private record Word(String say, Wanted wanted, Pinyin pinyin, List<String> find) {
        static Word of(String say, List<String> find) {
            Wanted wanted = Wanted.of(say, List.of());
            return new Word(
                    say,
                    wanted,
                    Pinyin.of(wanted.whole()),
                    find.stream().map(Wanted::name).toList());
        }

        boolean isSaid(Wanted typed) {
            return wanted.whole().equals(typed.whole());
        }

        boolean isSpelledBy(Wanted typed) {
            String letters = typed.whole();
            return typed.isLatin()
                    && !wanted.isLatin()
                    && letters.length()
                            >= Math.min(LEAST_LETTERS, wanted.whole().length())
                    && (pinyin.indexOf(letters) == 0
                                    && letters.length() > wanted.whole().length()
                            || letters.length() == wanted.whole().length()
                                    && letters.length() >= LEAST_LETTERS
                                    && pinyin.indexOfInitials(letters) == 0);
        }

        boolean isPartOf(Wanted typed) {
            return wanted.isLatin()
                    ? (" " + typed.text() + " ").contains(" " + wanted.text() + " ")
                    : typed.whole().contains(wanted.whole());
        }

        boolean isNearly(Wanted typed) {
            return Typos.near(wanted.whole(), typed.whole())
                    || typed.isLatin()
                            && typed.whole().length() >= LEAST_MISTYPED
                            && Typos.near(pinyin.letters(), typed.whole());
        }

        int length() {
            return wanted.whole().length();
        }
    }

    /** What is found, the best first. */
    List<Match> find(Query query) {
        List<Indexed> asked = services.stream()
                .filter(service -> query.accepts(service.service()))
                .toList();
        Wanted typed = Wanted.of(query.text(), List.of());
        Wanted wanted = Wanted.of(query.text(), ignored);
        if (wanted.whole().isEmpty()) {
            return query.text().isBlank()
                    ? asked.stream()
                            .map(service -> new Match(service.service(), Reason.LISTED, ""))
                            .toList()
                    : List.of();
        }
        List<Found> found = said(asked, typed, wanted);
        if (found.isEmpty()) {
            found = slipped(asked, wanted);
        }
        if (found.isEmpty()) {
            found = around(asked, wanted);
        }
        if (found.isEmpty()) {
            found = mistyped(asked, wanted);
        }
        return found.stream().map(Found::match).toList();
    }

    /** The services whose names have most in common with a text of which nothing was found. */
    List<PublicService> nearest(String text, int most) {
        Set<String> pairs = Indexed.pairs(Wanted.of(text, ignored).whole());
        record Near(Indexed by, double likeness) {}
        return services.stream()
                .map(service -> new Near(service, service.likeness(pairs)))
                .filter(near -> near.likeness() >= LEAST_LIKENESS)
                .sorted(Comparator.comparing(Near::likeness).reversed())
                .limit(most)
                .map(near -> near.by().service())
                .toList();
    }

    private List<Found> said(List<Indexed> asked, Wanted typed, Wanted wanted) {
        List<Word> said = words(word -> word.isSaid(typed) || word.isSaid(wanted));
        List<Word> spelled = words(word -> word.isSpelledBy(wanted));
        return best(asked, service -> {
            List<@Nullable Found> found = new ArrayList<>();
            found.add(service.literal(typed));
            found.add(service.literal(wanted));
            found.addAll(official(service, said, Reason.SYNONYM));
            found.addAll(official(service, spelled, Reason.PINYIN));
            found.add(wanted.isLatin() ? service.spelled(wanted) : null);
            return found;
        });
    }

    /** Of words that are parts of what was typed, one that is a part of another one says less. */
    private List<Found> around(List<Indexed> asked, Wanted wanted) {
        List<Word> parts = words(word -> word.isPartOf(wanted));
        List<Word> longest = parts.stream()
                .filter(word -> parts.stream()
                        .noneMatch(other -> other.length() > word.length() && word.isPartOf(other.wanted())))
                .toList();
        return best(asked, service -> {
            List<@Nullable Found> found = official(service, longest, Reason.SYNONYM);
            found.add(service.department(wanted));
            return found;
        });
    }

    /** An everyday word with a wrong or swapped character, which no part of it is. */
    private List<Found> slipped(List<Indexed> asked, Wanted wanted) {
        List<Word> near = words(word -> word.length() == wanted.whole().length() && word.isNearly(wanted));
        return best(asked, service -> official(service, near, Reason.TYPO));
    }

    private List<Found> mistyped(List<Indexed> asked, Wanted wanted) {
        List<Word> near = words(word -> word.isNearly(wanted));
        return best(asked, service -> {
            List<@Nullable Found> found = official(service, near, Reason.TYPO);
            found.add(service.mistyped(wanted));
            return found;
        });
    }

    private List<Word> words(Predicate<Word> wanted) {
        return words.stream().filter(wanted).toList();
    }

    /** Names that an everyday word stands for come before those that merely look like what was typed. */
    private static List<@Nullable Found> official(Indexed service, List<Word> words, Reason reason) {
        List<@Nullable Found> found = new ArrayList<>();
        for (Word word : words) {
            for (int i = 0; i < word.find().size(); i++) {
                found.add(service.official(word.find().get(i), i - MOST_PARTS, reason, word.say()));
            }
        }
        return found;
    }

    private static List<Found> best(List<Indexed> services, Function<Indexed, List<@Nullable Found>> look) {
        return services.stream()
                .flatMap(service -> look.apply(service).stream().filter(Objects::nonNull).min(BEST_FIRST).stream())
                .sorted(BEST_FIRST)
                .toList();
    }
}
