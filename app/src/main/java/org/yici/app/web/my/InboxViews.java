package org.yici.app.web.my;

import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.yici.app.inbox.Inbox;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.web.cases.CaseTexts;

/** Puts entries of an inbox into words. */
@Component
class InboxViews {
    private final CaseTexts texts;

    InboxViews(CaseTexts texts) {
        this.texts = texts;
    }

    InboxView of(InboxEntry entry, Locale locale) {
        return of(entry, false, locale);
    }

    InboxView of(Inbox.News news, Locale locale) {
        return of(news.entry(), news.read(), locale);
    }

    private InboxView of(InboxEntry entry, boolean read, Locale locale) {
        Object[] arguments = entry.arguments().stream()
                .map(argument -> texts.label(locale, argument))
                .toArray();
        return new InboxView(
                entry.id(),
                entry.at().toString(),
                CaseTexts.minute(entry.at()),
                texts.text(locale, entry.key(), arguments),
                texts.label(locale, entry.about()),
                Objects.requireNonNullElse(entry.reference(), ""),
                texts.department(locale, entry.department()),
                entry.href(),
                texts.text(locale, entry.action(), arguments),
                read);
    }
}
