package org.yici.demo.province;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** Chance that comes out the same every time: one stream per seed and purpose, so that no part disturbs another. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed, String purpose) {
        // String.hashCode is fixed by its specification; the multiplier spreads near hashes over the seeds.
        random = new SplittableRandom(seed ^ (purpose.hashCode() * 0x9E3779B97F4A7C15L));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean perMille(int share) {
        return random.nextInt(1000) < share;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    LocalDate date(LocalDate from, LocalDate to) {
        return LocalDate.ofEpochDay(random.nextLong(from.toEpochDay(), to.toEpochDay() + 1));
    }

    long bits() {
        return random.nextLong();
    }
}
