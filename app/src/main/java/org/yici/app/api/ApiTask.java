package org.yici.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.Task;
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
        boolean mine,
        @Nullable String holder,
        boolean stopped,
        List<Task.Verdict> verdicts,
        boolean secondEyes,
        @Nullable Proposal proposal,
        List<Finding> findings,
        List<Input> inputs) {

    /** What a first official proposed; {@code own} if that is the caller. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Proposal(
            String official,
            boolean own,
            Instant at,
            Task.Verdict verdict,
            String comment,
            Map<String, String> values) {}

    /** @param type TEXT, MONEY (yuan), DATE, TIME (ISO 8601) or SECONDS */
    record Finding(String department, String step, String label, String value, String type) {}

    record Input(
            String name,
            String label,
            String type,
            boolean required,
            Map<String, String> options,
            @Nullable String suggested) {}
}
