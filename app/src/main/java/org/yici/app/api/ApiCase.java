package org.yici.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A case as the API gives it. */
@JsonNaming(SnakeCaseStrategy.class)
record ApiCase(
        String number,
        String item,
        String itemName,
        int edition,
        String state,
        String stateName,
        List<Party> parties,
        List<Field> form,
        Map<String, String> fields,
        List<Evidence> evidence,
        List<Event> timeline,
        Instant openedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant promisedBy,
        @Nullable Pause pause,
        List<Awaited> awaited,
        @Nullable Instant closedAt,
        List<Result> result,
        @Nullable String reason,
        long version,
        List<Change> changes,
        @Nullable Contract contract,
        List<Waiting> waits,
        Exits exits,
        List<String> allowed) {

    /** Why the promised time stands still, and how much of it is left. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Pause(Instant since, String why, long secondsLeft, int daysLeft) {}

    /**
     * @param by PARTY, DEPARTMENT or PLATFORM
     * @param who role or code of it
     * @param duty what kind of act
     * @param what its name, if it has one
     * @param mine whether it is the caller's to do
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Awaited(
            String by, String who, String duty, @Nullable String what, boolean mine) {}

    /** @param action what the caller can do so that it arrives, or null */
    @JsonNaming(SnakeCaseStrategy.class)
    record Waiting(
            String step,
            String label,
            Instant since,
            boolean late,
            @Nullable Action action) {}

    /**
     * @param bound whether something of it is in a department's register, so that it can no longer be withdrawn
     * @param refuse whether the caller may refuse it as it stands
     * @param refusers codes of the departments whose approvers may
     * @param two whether refusing it takes two of them
     * @param written what is in registers; told to officials only
     * @param proposal that one of them proposed to refuse it, or null; told to officials only
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Exits(
            boolean bound,
            boolean refuse,
            List<String> refusers,
            boolean two,
            List<Entry> written,
            ApiTask.@Nullable Proposal proposal) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Entry(String department, String label) {}

    /**
     * @param type TEXT, MONEY (yuan), DATE, TIME (ISO 8601) or SECONDS
     * @param step id of the step that brought it, if a single one did
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Result(
            String label,
            String value,
            String type,
            @Nullable String step) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Action(String label, String text, String href) {}

    /** @param agreed roles of the parties that agreed to this text */
    @JsonNaming(SnakeCaseStrategy.class)
    record Contract(String label, String text, String digest, List<String> agreed) {}

    /** @param text all of it in one sentence */
    @JsonNaming(SnakeCaseStrategy.class)
    record Change(
            String material,
            String kind,
            @Nullable String item,
            @Nullable String before,
            @Nullable String after,
            String text) {}

    /** @param mustConsentAgain whether the caller's own consent was revoked or has run out; false for other parties */
    @JsonNaming(SnakeCaseStrategy.class)
    record Party(
            String role,
            String identifier,
            String name,
            @Nullable Instant consentedAt,
            @Nullable Instant confirmedAt,
            boolean mustConsentAgain) {}

    /**
     * @param options values of a choice with their labels
     * @param party role of the party that fills it in when it confirms; null for the applicant's own
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Field(
            String name,
            String label,
            String type,
            boolean required,
            Map<String, String> options,
            @Nullable String party) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Evidence(
            String material,
            String status,
            String provider,
            Map<String, String> values,
            int records,
            @Nullable Instant sourceTime,
            Instant retrievedAt,
            @Nullable String rule,
            long leaf) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Event(
            Instant at,
            String key,
            String text,
            String actor,
            @Nullable String department,
            @Nullable Long leaf) {}
}
