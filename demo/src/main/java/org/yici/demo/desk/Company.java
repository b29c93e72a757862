package org.yici.demo.desk;

import java.math.BigDecimal;

/** A company as its registration desk enters it. */
record Company(
        String creditCode,
        String name,
        String representative,
        String representativeId,
        BigDecimal capital,
        String address,
        String division,
        String scope) {}
