package org.yici.app.web.cases;

import java.util.List;

/** A material as it will be asked for, before consent. */
public record AskView(
        String material,
        String label,
        String provider,
        String resource,
        List<String> items,
        List<String> consumers,
        boolean consentNeeded,
        String purpose,
        String basis) {}
