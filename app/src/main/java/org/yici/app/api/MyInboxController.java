package org.yici.app.api;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.inbox.Inbox;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.store.Page;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What waits for the caller, and news. */
@RestController
@RequestMapping("/api/v1/my/inbox")
class MyInboxController {
    private static final int LARGEST_PAGE = 100;

    private final Inbox inbox;
    private final MessageSource messages;

    MyInboxController(Inbox inbox, MessageSource messages) {
        this.inbox = inbox;
        this.messages = messages;
    }

    /** Which of the two lists. */
    enum Kind {
        TODO,
        NEWS
    }

    /** @param kind {@code todo}, longest waiting first, or {@code news}, newest first */
    @GetMapping
    InboxPage inbox(
            @CurrentUser User user,
            @RequestParam(defaultValue = "todo") String kind,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        int number = Math.clamp(page, 0, 1_000_000);
        int length = Math.clamp(size, 1, LARGEST_PAGE);
        Page<EntryView> entries = switch (kind(kind)) {
            case TODO -> inbox.waiting(user, number, length).map(entry -> view(entry, Kind.TODO, false));
            case NEWS -> inbox.news(user, number, length).map(news -> view(news.entry(), Kind.NEWS, news.read()));
        };
        Inbox.Count count = inbox.count(user);
        return new InboxPage(count.waiting(), count.unread(), entries);
    }

    /** @param entry id of an entry of the news; null means all up to {@code at} */
    record Reading(@Nullable String entry, @Nullable Instant at) {}

    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@CurrentUser User user, @RequestBody Reading reading) {
        Instant at = reading.at();
        if (at == null) {
            throw new InvalidFieldsException(Map.of("at", "field.error.required"));
        }
        String entry = reading.entry();
        if (entry == null) {
            inbox.readAll(user, at);
        } else {
            inbox.read(user, entry, at);
        }
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new InvalidFieldsException(Map.of("kind", "field.error.choice"));
    }

    private EntryView view(InboxEntry entry, Kind kind, boolean read) {
        Locale locale = LocaleContextHolder.getLocale();
        Object[] arguments = entry.arguments().stream()
                .map(argument -> argument.in(locale.getLanguage()))
                .toArray();
        String text = messages.getMessage(entry.key(), arguments, entry.key(), locale);
        return new EntryView(
                entry.id(),
                kind,
                entry.at(),
                entry.key(),
                Objects.requireNonNullElse(text, entry.key()),
                entry.about().in(locale.getLanguage()),
                entry.reference(),
                entry.department(),
                entry.href(),
                read);
    }

    /** @param waiting how many things wait; {@code unread} how many news are unread */
    @JsonNaming(SnakeCaseStrategy.class)
    record InboxPage(long waiting, long unread, Page<EntryView> entries) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record EntryView(
            String id,
            Kind kind,
            Instant at,
            String key,
            String text,
            String about,
            @Nullable String reference,
            @Nullable String department,
            String href,
            boolean read) {}
}
