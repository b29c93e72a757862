package org.yici.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yici.stream.platform.SourceStore.Mark;

/** Which log is sent is known once it has gone over the place where the last commit that is written ended. */
class CommitsTest {
    private static final Mark LAST = new Mark(500, 1_700_000_000_000_000L);

    private Commits commits;

    @BeforeEach
    void expect() {
        commits = new Commits();
        commits.expect(LAST, 300);
    }

    @Test
    void theSameCommitSentAgainIsTheSameHistory() {
        commits.read(400, 1);
        assertThat(commits.areUnrecognised()).isTrue();
        commits.read(LAST.end(), LAST.time());
        assertThat(commits.areUnrecognised()).isFalse();
        assertThat(commits.areOfAnotherHistory()).isFalse();
    }

    @Test
    void anotherCommitAtThatPlaceOrBehindItIsAnotherHistory() {
        commits.read(LAST.end(), LAST.time() + 1);
        assertThat(commits.areOfAnotherHistory()).isTrue();
        expect();
        commits.read(LAST.end() + 8, LAST.time());
        assertThat(commits.areOfAnotherHistory()).isTrue();
    }

    @Test
    void aLogThatPassesThePlaceWithoutACommitIsAnotherHistory() {
        commits.passed(LAST.end());
        assertThat(commits.areOfAnotherHistory()).isFalse();
        commits.passed(LAST.end() + 1);
        assertThat(commits.areOfAnotherHistory()).isTrue();
        assertThat(commits.areUnrecognised()).isTrue();
    }

    @Test
    void nothingIsExpectedWhereTheSlotStandsBehindTheCommit() {
        commits.expect(LAST, LAST.end());
        assertThat(commits.areUnrecognised()).isFalse();
        commits.expect(null, 0);
        assertThat(commits.areUnrecognised()).isFalse();
    }

    @Test
    void theLastCommitUpToAPositionIsTaken() {
        commits.read(600, 6);
        commits.read(700, 7);
        assertThat(commits.takeLast(650)).isEqualTo(new Mark(600, 6));
        assertThat(commits.takeLast(650)).isNull();
        assertThat(commits.takeLast(700)).isEqualTo(new Mark(700, 7));
    }

    @Test
    void aCommitIsLateUntilItIsKnownToBeWritten() throws InterruptedException {
        assertThat(commits.areLate(0)).isFalse();
        commits.read(600, 1);
        assertThat(commits.areLate(TimeUnit.HOURS.toNanos(1))).isFalse();
        TimeUnit.MILLISECONDS.sleep(2);
        assertThat(commits.areLate(TimeUnit.MILLISECONDS.toNanos(1))).isTrue();
        commits.takeLast(600);
        assertThat(commits.areLate(0)).isFalse();
    }
}
