package org.yici.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.yici.app.collection.Collection.SourceState;
import org.yici.app.store.DatabaseFault;

/** Waits until every source from which something is collected was read whole once, and shows how far it is. */
final class FirstLoad {
    private static final long TELL_EVERY = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_CATCHING_UP = TimeUnit.SECONDS.toNanos(5);
    private static final Set<String> BEHIND = Set.of("new", "loading", "catching-up");

    private final Supplier<List<SourceState>> sources;
    private final Supplier<Set<String>> used;
    private final Progress progress;
    private long told = System.nanoTime();
    private boolean away;

    /**
     * @param sources as they are now
     * @param used names of those from which something is collected now
     */
    FirstLoad(Supplier<List<SourceState>> sources, Supplier<Set<String>> used, Progress progress) {
        this.sources = sources;
        this.used = used;
        this.progress = progress;
    }

    /** Returns once all is read. While the platform's database does not answer, it says so and waits for it. */
    void await() throws InterruptedException {
        boolean read = false;
        while (!read) {
            try {
                read = isRead();
                away = false;
            } catch (RuntimeException e) {
                if (DatabaseFault.of(e) != DatabaseFault.AWAY) {
                    throw e;
                }
                if (!away) {
                    progress.line("  ! the platform's database does not answer; waiting for it");
                }
                away = true;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isRead() throws InterruptedException {
        List<SourceState> collected = collected();
        long loaded = collected.stream().mapToLong(SourceState::loadedRows).sum();
        long expected = collected.stream()
                .map(SourceState::expectedRows)
                .mapToLong(rows -> rows == null ? 0 : rows)
                .sum();
        if (collected.stream().allMatch(source -> source.loadedAt() != null)) {
            awaitReading();
            return true;
        }
        progress.moving("collecting", loaded, expected);
        if (System.nanoTime() - told > TELL_EVERY) {
            told = System.nanoTime();
            progress.far("collecting", loaded, expected);
        }
        return false;
    }

    /** Of the others nothing is ever read. */
    private List<SourceState> collected() {
        Set<String> named = used.get();
        return sources.get().stream()
                .filter(source -> named.contains(source.source().name()))
                .toList();
    }

    /** Gives the sources a moment to read on where they stopped, and names those that are still behind. */
    private void awaitReading() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_CATCHING_UP;
        List<SourceState> behind;
        do {
            TimeUnit.MILLISECONDS.sleep(50);
            behind = collected().stream()
                    .filter(source -> source.behindSince() != null || BEHIND.contains(source.state()))
                    .toList();
        } while (!behind.isEmpty() && System.nanoTime() < end);
        for (SourceState source : behind) {
            progress.line("  ! " + source.source().name()
                    + " is catching up: what its department wrote last is not here yet");
        }
    }
}
