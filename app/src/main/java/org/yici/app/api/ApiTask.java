package org.yici.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A task as the API gives it. */
@JsonNaming(SnakeCaseStrategy.class)
record ApiTask(
        String id,
        String key,
        String label,
        String department,
        String caseNumber,
        String item,
        String applicant,
        Instant createdAt,
        @Nullable Instant dueAt,
        List<Finding> findings,
        List<Input> inputs) {

    record Finding(String department, String label, String value) {}

    record Input(
            String name,
            String label,
            String type,
            boolean required,
            Map<String, String> options,
            @Nullable String suggested) {}
}
