package org.yici.app.alert;

import java.time.Duration;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Observation.Level;
import org.yici.app.ledger.Ledger;

/** The ledger takes nothing: nobody is answered and nothing is decided until somebody mends what keeps it from writing. */
@Component
@Order(0)
class LedgerRefuses implements AlertRule {
    private final Ledger ledger;

    LedgerRefuses(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String id() {
        return "ledger-refuses";
    }

    @Override
    public String limit() {
        return "0 s";
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public List<Observation> observe() {
        return List.of(observation("", ledger.refused().isPresent() ? Level.OVER : Level.UNDER));
    }
}
