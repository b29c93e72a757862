package org.yici.app.exchange;

/** Counts acts of the last sixty seconds, for all instances of the platform together. */
public interface Frequency {
    /**
     * Whether one more act is within a bound; if so, it counts.
     *
     * @param counted what is counted: {@code consents|account:seller}
     */
    boolean admits(String counted, int perMinute);
}
