package org.yici.app.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.app.directory.Match.Reason;
import org.yici.kernel.text.Pinyin;

/** A service prepared for searching. */
final class Indexed {
    /** Fewer initials than that are of every name; so are fewer letters. */
    private static final int LEAST_LETTERS = 3;

    private static final int LEAST_CODE = 4;
    private static final int LEAST_MISTYPED_LETTERS = 5;

    private final PublicService service;
    private final String name;
    private final String group;
    private final String code;
    private final Wanted english;
    private final String departments;
    private final Pinyin pinyin;
    private final String letters;

    Indexed(PublicService service) {
        this.service = service;
        name = Wanted.name(service.name().zh());
        group = Wanted.name(service.group());
        code = service.code().toLowerCase(Locale.ROOT);
        english = Wanted.of(service.name().en() == null ? "" : service.name().en(), List.of());
        departments = Wanted.name(service.office().label().zh()) + " "
                + service.office().label().en().toLowerCase(Locale.ROOT);
        pinyin = Pinyin.of(name);
        letters = pinyin.letters();
    }

    PublicService service() {
        return service;
    }

    String name() {
        return name;
    }

    /** How the service's name or code has what is wanted, or null. */
    @Nullable
    Found literal(Wanted wanted) {
        String typed = wanted.whole();
        String asCode = wanted.text().replace(' ', '-');
        if (name.equals(typed) || english.whole().equals(typed) || code.equals(asCode) || address(asCode)) {
            return found(Reason.EXACT, 0, service.name().zh());
        }
        if (name.startsWith(typed) || asCode.length() >= LEAST_CODE && code.startsWith(asCode)) {
            return found(Reason.PREFIX, 0, wanted.text());
        }
        if (wanted.isLatin()) {
            return english(wanted);
        }
        return wanted.words().stream().allMatch(word -> name.contains(word) || group.contains(word))
                ? found(Reason.CONTAINS, Math.max(0, name.indexOf(wanted.words().getFirst())), wanted.text())
                : null;
    }

    private boolean address(String typed) {
        return service.address().equalsIgnoreCase(typed);
    }

    /** Every word typed begins a word of the English name. */
    private @Nullable Found english(Wanted wanted) {
        if (english.words().isEmpty() || wanted.whole().length() < 2) {
            return null;
        }
        if ((english.text() + " ").startsWith(wanted.text() + " ")) {
            return found(Reason.PREFIX, 0, wanted.text());
        }
        return wanted.words().stream().allMatch(word -> english.words().stream().anyMatch(own -> own.startsWith(word)))
                ? found(Reason.CONTAINS, english.text().indexOf(wanted.words().getFirst()), wanted.text())
                : null;
    }

    /** How the name is spelled by letters, or null. */
    @Nullable
    Found spelled(Wanted wanted) {
        String typed = wanted.whole();
        if (typed.length() < LEAST_LETTERS) {
            return null;
        }
        int at = pinyin.indexOf(typed);
        if (at < 0) {
            at = pinyin.indexOfInitials(typed);
        }
        return at < 0 ? null : found(Reason.PINYIN, at, wanted.text());
    }

    /** How the name has an everyday word's official one, or null. */
    @Nullable
    Found official(String part, int position, Reason reason, String say) {
        return name.contains(part) ? found(reason, position, say) : null;
    }

    @Nullable
    Found department(Wanted wanted) {
        return wanted.whole().length() > 1 && departments.contains(wanted.isLatin() ? wanted.text() : wanted.whole())
                ? found(Reason.DEPARTMENT, 0, wanted.text())
                : null;
    }

    /** How the name nearly has what is wanted, or null. */
    @Nullable
    Found mistyped(Wanted wanted) {
        String typed = wanted.whole();
        String part;
        if (!wanted.isLatin()) {
            part = Typos.part(name, typed);
        } else if (typed.length() < LEAST_MISTYPED_LETTERS) {
            part = null;
        } else {
            part = english.words().stream()
                    .filter(own -> Typos.near(own, typed))
                    .findFirst()
                    .orElseGet(() -> Typos.beginning(letters, typed));
        }
        return part == null ? null : found(Reason.TYPO, 0, part);
    }

    /** Which part of neighbouring characters of a text the names have, 0 to 1. */
    double likeness(Set<String> pairs) {
        Set<String> own = new HashSet<>(pairs(name));
        own.addAll(pairs(english.whole()));
        long shared = pairs.stream().filter(own::contains).count();
        return pairs.isEmpty() ? 0 : (double) shared / pairs.size();
    }

    static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            pairs.add(text.substring(i, i + 2));
        }
        return pairs;
    }

    private Found found(Reason reason, int position, String words) {
        return new Found(this, reason, position, words);
    }

    /**
     * This service, found.
     *
     * @param position what comes first among those found for the same reason
     */
    record Found(Indexed by, Reason reason, int position, String words) {
        Match match() {
            return new Match(by.service, reason, words);
        }
    }
}
