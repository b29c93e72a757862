package org.yici.app.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language in which a program is answered: what it accepts (RFC 9110, 12.5.4), of the two that there are. */
final class AcceptedLanguage {
    private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

    private AcceptedLanguage() {}

    /** Chinese if the program says nothing, or nothing that can be read. */
    static Locale of(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Language");
        return accepted == null ? Locale.CHINESE : best(accepted);
    }

    private static Locale best(String accepted) {
        try {
            @Nullable Locale best = Locale.lookup(Locale.LanguageRange.parse(accepted), LANGUAGES);
            return best == null ? Locale.CHINESE : best;
        } catch (IllegalArgumentException unreadable) {
            return Locale.CHINESE;
        }
    }
}
