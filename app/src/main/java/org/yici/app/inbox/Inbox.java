package org.yici.app.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.yici.app.identity.User;
import org.yici.app.store.Page;

/** What waits for somebody, and news: what all sources tell, with the user's read marks. */
@Service
public class Inbox {
    /** How far back news go. */
    public static final Duration REACH = Duration.ofDays(90);

    private static final Comparator<InboxEntry> OLDEST =
            Comparator.comparing(InboxEntry::at).thenComparing(InboxEntry::id);

    private final List<InboxSource> sources;
    private final ReadMarkStore marks;
    private final Clock clock;

    Inbox(List<InboxSource> sources, ReadMarkStore marks, Clock clock) {
        this.sources = List.copyOf(sources);
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * What the head of every page tells.
     *
     * @param waiting how many things wait for the user to act
     * @param unread how many news are not read
     */
    public record Count(long waiting, long unread) {}

    /** An entry of the news. */
    public record News(InboxEntry entry, boolean read) {}

    public Count count(User user) {
        Instant until = marks.until(user.username());
        Map<String, Instant> read = marks.marks(user.username());
        long unread = news(user, later(until, reach())).stream()
                .filter(entry -> !isRead(entry, until, read))
                .count();
        return new Count(waiting(user), unread);
    }

    /** What waits for the user to act, longest waiting first. */
    public Page<InboxEntry> waiting(User user, int page, int size) {
        int end = Math.addExact(Math.multiplyExact(page, size), size);
        List<InboxEntry> content = sources.stream()
                .flatMap(source -> source.waiting(user, end).stream())
                .sorted(OLDEST)
                .skip((long) page * size)
                .limit(size)
                .toList();
        return new Page<>(content, page, size, waiting(user));
    }

    /** News of the last {@link #REACH}, newest first. */
    public Page<News> news(User user, int page, int size) {
        Instant until = marks.until(user.username());
        Map<String, Instant> read = marks.marks(user.username());
        List<InboxEntry> all = news(user, reach());
        List<News> content = all.stream()
                .sorted(OLDEST.reversed())
                .skip((long) page * size)
                .limit(size)
                .map(entry -> new News(entry, isRead(entry, until, read)))
                .toList();
        return new Page<>(content, page, size, all.size());
    }

    /** The user has read an entry of the news as it stood at a time; what happens to it later is news again. Of others no mark is kept. */
    public void read(User user, String entry, Instant at) {
        Instant reach = reach();
        news(user, reach).stream()
                .filter(one -> one.id().equals(entry))
                .findFirst()
                .ifPresent(one -> marks.mark(user.username(), entry, at.isAfter(one.at()) ? one.at() : at, reach));
    }

    /** The user has read everything up to a time, such as that of the newest entry that was shown. */
    public void readAll(User user, Instant until) {
        Instant now = clock.instant();
        marks.readUntil(user.username(), until.isAfter(now) ? now : until);
    }

    private long waiting(User user) {
        return sources.stream().mapToLong(source -> source.waiting(user)).sum();
    }

    private List<InboxEntry> news(User user, Instant since) {
        return sources.stream()
                .flatMap(source -> source.news(user, since).stream())
                .toList();
    }

    private Instant reach() {
        return clock.instant().minus(REACH);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static boolean isRead(InboxEntry entry, Instant until, Map<String, Instant> read) {
        return !entry.at().isAfter(later(until, read.getOrDefault(entry.id(), Instant.EPOCH)));
    }
}
