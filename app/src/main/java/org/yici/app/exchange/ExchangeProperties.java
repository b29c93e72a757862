package org.yici.app.exchange;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code yici.exchange.*}.
 *
 * @param unconditionalPerMinute calls a minute that a department has at each unconditionally shared resource without a grant
 * @param claimsPerDay different values that a department's checks may claim of one item of one subject in 24 hours; more would read
 *     the value by elimination
 * @param claimsPerMonth the same in thirty days
 */
@ConfigurationProperties("yici.exchange")
record ExchangeProperties(
        @DefaultValue("600") int unconditionalPerMinute,
        @DefaultValue("3") int claimsPerDay,
        @DefaultValue("12") int claimsPerMonth) {
    ExchangeProperties {
        if (unconditionalPerMinute < 1) {
            throw new IllegalArgumentException("yici.exchange.unconditional-per-minute must be at least 1");
        }
        if (claimsPerDay < 1 || claimsPerMonth < claimsPerDay) {
            throw new IllegalArgumentException(
                    "yici.exchange.claims-per-day must be at least 1 and at most yici.exchange.claims-per-month");
        }
    }
}
