package org.yici.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.alert.Observation.Level;

/** When alerts are raised and cleared, whatever they are about. */
class AlertsTest extends AlertScenario {
    private final List<Observation> seen = new ArrayList<>();

    @Autowired
    AlertsTest(ApplicationContext platform) {
        super(platform);
    }

    /** Told by the test what it sees. */
    private final class ToldRule implements AlertRule {
        @Override
        public String id() {
            return "test-lag";
        }

        @Override
        public String limit() {
            return "10";
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }

        @Override
        public List<Observation> observe() {
            return List.copyOf(seen);
        }
    }

    private void see(double value) {
        seen.clear();
        seen.add(new Observation(subject, Level.of(value, 10, 5), "alert.lag.remedy", List.of(String.valueOf(value))));
    }

    @Test
    void anAlertIsRaisedAfterAWhileAndClearedAfterAWhileOfCalm() {
        AlertEvaluation evaluation = evaluation(new ToldRule());
        see(12);
        evaluation.evaluate();
        assertThat(open()).as("patience").isEmpty();
        now = now.plus(PATIENCE);
        see(14);
        evaluation.evaluate();
        assertThat(open()).singleElement().satisfies(alert -> {
            assertThat(alert.raisedAt()).isEqualTo(now);
            assertThat(alert.arguments()).containsExactly("14.0");
        });

        // It swings about the limit, but is not calm: one alert.
        for (double value : new double[] {8, 12, 7, 11}) {
            now = now.plusSeconds(45);
            see(value);
            evaluation.evaluate();
        }
        assertThat(open()).hasSize(1);
        see(3);
        evaluation.evaluate();
        now = now.plusSeconds(30);
        evaluation.evaluate();
        assertThat(open()).as("calm").hasSize(1);
        now = now.plusSeconds(30);
        evaluation.evaluate();
        assertThat(open()).isEmpty();
        assertThat(store.past(0, 50).content())
                .filteredOn(alert -> alert.subject().equals(subject))
                .singleElement()
                .satisfies(alert -> assertThat(alert.clearedAt()).isEqualTo(now));
    }

    @Test
    void whatIsThereNoMoreIsClearedToo() {
        AlertEvaluation evaluation = evaluation(new ToldRule());
        see(12);
        evaluation.evaluate();
        now = now.plus(PATIENCE);
        evaluation.evaluate();
        seen.clear();
        evaluation.evaluate();
        now = now.plus(CALM);
        evaluation.evaluate();
        assertThat(open()).isEmpty();
    }

    @Test
    void aRuleThatFailsIsAnAlertAndKeepsNoOtherFromBeingEvaluated() {
        AlertRule broken = new AlertRule() {
            @Override
            public String id() {
                return "test-broken";
            }

            @Override
            public String limit() {
                return "";
            }

            @Override
            public Duration patience() {
                return PATIENCE;
            }

            @Override
            public List<Observation> observe() {
                throw new IllegalStateException("no such thing");
            }
        };
        AlertEvaluation evaluation = evaluation(broken, new ToldRule());
        see(12);
        evaluation.evaluate();
        now = now.plus(PATIENCE);
        evaluation.evaluate();
        assertThat(open()).hasSize(1);
        assertThat(store.open())
                .filteredOn(alert -> alert.subject().equals("test-broken"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.rule()).isEqualTo("rule-failed");
                    assertThat(alert.arguments()).containsExactly("no such thing");
                });
    }
}
