package org.yici.app.exchange;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code yici.exchange.*}.
 *
 * @param unconditionalPerMinute calls a minute that a department has at each unconditionally shared resource without a grant
 */
@ConfigurationProperties("yici.exchange")
record ExchangeProperties(@DefaultValue("600") int unconditionalPerMinute) {
    ExchangeProperties {
        if (unconditionalPerMinute < 1) {
            throw new IllegalArgumentException("yici.exchange.unconditional-per-minute must be at least 1");
        }
    }
}
