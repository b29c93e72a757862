package org.yici.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.yici.app.collection.Collection.Source;
import org.yici.app.collection.Collection.SourceState;

class FirstLoadTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Supplier<List<SourceState>>> answers = new ArrayDeque<>();

    @Test
    void aDatabaseThatIsAwayIsWaitedForAndToldOnce() throws InterruptedException {
        answers.add(this::away);
        answers.add(this::away);
        answers.add(() -> List.of(source("used", "loading", null)));
        answers.add(() -> List.of(source("used", "streaming", Instant.EPOCH)));
        await();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("the platform's database does not answer; waiting for it");
    }

    @Test
    void aSourceOfWhichNothingIsCollectedIsNotWaitedFor() throws InterruptedException {
        answers.add(() -> List.of(source("used", "streaming", Instant.EPOCH), source("idle", "new", null)));
        await();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void anotherFaultIsNone() {
        answers.add(() -> {
            throw new IllegalStateException("broken");
        });
        assertThatIllegalStateException().isThrownBy(this::await);
    }

    private void await() throws InterruptedException {
        new FirstLoad(
                        () -> (answers.size() > 1 ? answers.remove() : answers.element()).get(),
                        () -> Set.of("used"),
                        new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), false))
                .await();
    }

    private List<SourceState> away() {
        throw new DataAccessResourceFailureException("gone", new SQLException("closed", "08006"));
    }

    private static SourceState source(String name, String state, Instant loadedAt) {
        return new SourceState(
                new Source(name, name, "jdbc:none", "slot", "yici"),
                state,
                null,
                0,
                null,
                loadedAt,
                null,
                null,
                null,
                Instant.EPOCH);
    }
}
