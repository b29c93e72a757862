package org.yici.app.web.cases;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.Case;

/**
 * A case in the words of one language, for the templates.
 *
 * @param version changes whenever something that the page shows has changed
 * @param myRole role of the party that the user is, empty for staff
 * @param consented whether that party has consented
 * @param next what the case waits for from this user
 * @param tone done, stop, wait, work or idle: how the state looks
 * @param changes for a stopped case: what has changed, a sentence each
 * @param contract what the parties agree to, if the user may see it
 * @param waits what has still to arrive from elsewhere
 * @param took how long it was from submission to the decision, in words; empty before
 * @param seconds for an instant item that is granted: how many seconds after the registration it rests on, or after the
 *     submission if the registration is old; else null
 * @param deadline until when it should and must be done; null before it is accepted
 * @param promise how long it may take from its acceptance, in words
 * @param fromRegistration whether {@link #seconds} counts from the registration
 * @param awaited the parties that have not confirmed, in words
 * @param turns who acts next
 * @param namer for somebody of a household, the role of the party that named the user, in words; else empty
 * @param about what it is about, for a party that has still to consent
 * @param corrections what a refused case left in registers
 * @param asksConsent whether anything of the user is used only with consent
 * @param sinceSubmission seconds from the submission to the grant, if {@link #seconds} counts from the registration
 */
public record CaseView(
        String number,
        String slug,
        String itemName,
        String itemCode,
        int edition,
        String department,
        boolean instant,
        String state,
        String stateText,
        String stateHint,
        String tone,
        String version,
        String myRole,
        boolean consented,
        Next next,
        List<Party> parties,
        List<Row> fields,
        List<MaterialView> materials,
        List<Event> timeline,
        List<Stage> stages,
        List<Lane> lanes,
        List<Row> result,
        @Nullable String reason,
        List<String> changes,
        @Nullable Contract contract,
        List<Waiting> waits,
        Time openedAt,
        @Nullable Time submittedAt,
        @Nullable Deadline deadline,
        String promise,
        @Nullable Time closedAt,
        String took,
        @Nullable String seconds,
        boolean fromRegistration,
        @Nullable String sinceSubmission,
        boolean closed,
        Exits exits,
        String awaited,
        List<Turn> turns,
        String namer,
        List<Row> about,
        boolean asksConsent,
        List<Correction> corrections) {

    /** What a case waits for from the user who looks at it. */
    public enum Next {
        NOTHING,
        CONTINUE,
        CONFIRM,
        SUPPLEMENT,
        RENEW
    }

    /** When it should be done; null before it is accepted and while the time stands still. */
    public @Nullable Time promisedBy() {
        return deadline == null ? null : deadline.promisedBy();
    }

    /** Whether it has been accepted (受理), and not only received (收件). */
    public boolean accepted() {
        return deadline != null;
    }

    /** Whether nothing of it moves: it is closed or stopped. */
    public boolean still() {
        return closed || state.equals("STOPPED");
    }

    /** Whether the user has something to do. */
    public boolean mine() {
        return turns.stream().anyMatch(Turn::mine);
    }

    /** What the user can do elsewhere so that it goes on. */
    public List<Action> actions() {
        return waits.stream().flatMap(wait -> Stream.ofNullable(wait.action())).toList();
    }

    /** Materials about one party. */
    public List<MaterialView> materialsOf(String role) {
        return materials.stream()
                .filter(material -> material.party().equals(role))
                .toList();
    }

    /** Whether the user's consent was revoked or has run out, and the case needs it. */
    public boolean consentAgain() {
        return parties.stream().anyMatch(party -> party.mine() && party.mustConsentAgain());
    }

    /** How many materials nobody had to bring. */
    public long saved() {
        return materials.stream()
                .filter(material -> !material.supply().equals("UPLOAD"))
                .count();
    }

    /** Class of the badge that shows the state. */
    public String tag() {
        return switch (tone) {
            case "done" -> "tag-jade";
            case "stop" -> "tag-red";
            case "wait" -> "tag-amber";
            case "work" -> "tag-blue";
            default -> "tag-idle";
        };
    }

    /** @param pause why the time stands still, or null */
    record Deadline(
            Time acceptedAt,
            @Nullable Time promisedBy,
            Case.@Nullable Statutory statutory,
            @Nullable Pause pause) {}

    /**
     * @param left how much of the promised time is left
     * @param daysLeft how many working days are left by law
     */
    record Pause(Time since, String why, String left, int daysLeft) {}

    /**
     * What a department does about a result of a refused case.
     *
     * @param doneAt when it was done, or null
     * @param mine whether it is the user's to do
     * @param href where, or null
     */
    record Correction(
            String step,
            String department,
            String text,
            @Nullable Time doneAt,
            boolean mine,
            @Nullable String href) {}

    /**
     * An act that the case waits for.
     *
     * @param mine whether it is the user's to do
     */
    record Turn(String who, String what, boolean mine) {}

    /** @param agreed roles of the parties that agreed to this text */
    record Contract(String label, String text, String digest, List<String> agreed) {}

    /**
     * Something that the case waits for.
     *
     * @param action what the user can do about it, or null
     */
    record Waiting(
            String step,
            String label,
            Time since,
            boolean late,
            @Nullable Action action) {}

    record Action(String label, String text, String href) {}

    /**
     * How the case can be ended before it is done.
     *
     * @param withdraw whether the user may take it back
     * @param refuse whether the user may refuse it
     * @param takeBack whether the user may take the own confirmation back
     * @param decline whether the user may say that it is not right, instead of confirming it
     * @param boundText why the applicant cannot take it back, and who can end it; null if that is no question
     * @param two whether another official must confirm it
     * @param written what is in registers, with the department that can correct it; for officials
     * @param proposal that somebody proposed to refuse it, for officials, or null
     */
    record Exits(
            boolean withdraw,
            boolean refuse,
            boolean takeBack,
            boolean decline,
            @Nullable String boundText,
            boolean two,
            List<String> written,
            @Nullable RefusalProposal proposal) {}

    /** @param returned whether the reader may return it, or take the own one back */
    record RefusalProposal(String official, boolean own, Time at, String comment, boolean returned) {}

    public record Time(String iso, String text) {
        public static Time of(Instant instant) {
            return new Time(instant.toString(), CaseTexts.minute(instant));
        }

        public static @Nullable Time orNull(@Nullable Instant instant) {
            return instant == null ? null : of(instant);
        }
    }

    /** A label with its value; the name is the field's or item's own. */
    record Row(String name, String label, String value, boolean masked) {}

    /** @param agrees whether the contract is the party's too */
    record Party(
            String role,
            String label,
            String name,
            String identifier,
            boolean mine,
            boolean consented,
            boolean confirmed,
            boolean agrees,
            boolean mustConsentAgain) {}

    /**
     * One thing that happened.
     *
     * @param tone {@code minor} for one of the many retrievals of a material or pauses of the promised time, {@code stop} for what ends the case or
     *     lets it stand still, {@code wait} for what somebody has to mend, else empty
     */
    public record Event(
            Time at, String text, String who, @Nullable Long leaf, String tone) {}

    /**
     * One stage of the way.
     *
     * @param state past, now, ahead or stopped
     */
    record Stage(String label, String state) {}

    /**
     * One department's part in a joint case.
     *
     * @param state waiting, working, done or stopped
     */
    record Lane(String department, String label, String state, String stateText, List<Row> results) {}
}
