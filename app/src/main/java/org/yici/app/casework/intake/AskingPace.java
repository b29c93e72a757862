package org.yici.app.casework.intake;

import org.springframework.stereotype.Component;
import org.yici.app.casework.TooOftenException;
import org.yici.app.exchange.Frequency;
import org.yici.app.identity.User;

/**
 * How often a person may have registers asked by filling in, handing in and confirming, in all cases. Each time names and records of others are
 * looked up, by rights that everybody's cases share, also where the case is then not handed in.
 */
@Component
public class AskingPace {
    private static final int MOST_PER_MINUTE = 20;

    private final Frequency frequency;

    AskingPace(Frequency frequency) {
        this.frequency = frequency;
    }

    /** @throws TooOftenException if it was too often within a minute */
    public void require(User user) {
        if (!frequency.admits("asking|" + user.actor(), MOST_PER_MINUTE)) {
            throw new TooOftenException("You have filled in, handed in, confirmed or renewed " + MOST_PER_MINUTE
                    + " times within a minute, and each time registers are asked; wait a minute");
        }
    }
}
