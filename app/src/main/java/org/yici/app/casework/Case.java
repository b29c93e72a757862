package org.yici.app.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ValueType;
import org.yici.kernel.resource.Label;

/**
 * A case (办件) as somebody may see it.
 *
 * @param number 办件编号: division, date and serial, unique
 * @param item the service item
 * @param state where it stands
 * @param parties who takes part
 * @param fields what was filled in
 * @param evidence what was retrieved, one entry a material
 * @param timeline what happened, oldest first
 * @param openedAt when it was begun
 * @param submittedAt when the applicant handed it in
 * @param deadline until when it should and must be done; null before it is accepted
 * @param closedAt when it was done
 * @param result what came of it, such as the number of the new title
 * @param reason why it was refused, or what the applicant must supplement
 * @param version another one whenever something else is shown to this user; says nothing of what is hidden from the user
 * @param contract what the parties agree to; null if there is none, or the user may not see it yet
 * @param changes for a stopped case: what is no longer as it was when the evidence was retrieved
 * @param waits what has still to arrive from elsewhere, as far as people need know
 * @param awaited who acts next; nobody once it is closed
 * @param exits how it can be ended before it is done
 * @param about what it is about, for a party that has still to consent
 * @param corrections what a refused case left in registers, as far as it concerns the viewer
 * @param allowed what the viewer may do with it as it stands
 * @param needed name of an optional field to whether the viewer must fill it in as things stand; empty where that is not known
 */
public record Case(
        String number,
        ServiceItem item,
        State state,
        List<CaseParty> parties,
        Map<String, String> fields,
        List<CaseEvidence> evidence,
        List<CaseEvent> timeline,
        Instant openedAt,
        @Nullable Instant submittedAt,
        @Nullable Deadline deadline,
        @Nullable Instant closedAt,
        List<Result> result,
        @Nullable String reason,
        long version,
        List<EvidenceChange> changes,
        @Nullable Contract contract,
        List<Waiting> waits,
        List<Awaited> awaited,
        Exits exits,
        List<Detail> about,
        Map<String, Boolean> needed,
        List<Correction> corrections,
        Set<CaseAct> allowed) {
    /** Whether the viewer may do something with it as it stands. */
    public boolean allows(CaseAct act) {
        return allowed.contains(act);
    }

    /** The party that the viewer is: of several roles, the one in which there is something left to do. */
    public Optional<CaseParty> own() {
        List<CaseParty> roles = parties.stream().filter(CaseParty::mine).toList();
        Set<String> due =
                awaited.stream().filter(Awaited::mine).map(Awaited::who).collect(Collectors.toSet());
        return roles.stream()
                .filter(party -> due.contains(party.role()))
                .findFirst()
                .or(() -> roles.stream().filter(CaseParty::mustConsentAgain).findFirst())
                .or(() -> roles.stream().findFirst());
    }

    /** Whether the viewer is the applicant. */
    public boolean isOfApplicant() {
        return own().filter(this::isApplicant).isPresent();
    }

    /** Whether a party has agreed to what is applied for; the applicant does by handing in. */
    public boolean isConfirmedBy(CaseParty party) {
        return party.confirmedAt() != null || (submittedAt != null && isApplicant(party));
    }

    private boolean isApplicant(CaseParty party) {
        return party.role().equals(item.parties().getFirst().role());
    }

    /** The same case under a version. */
    public Case withVersion(long shown) {
        return new Case(
                number,
                item,
                state,
                parties,
                fields,
                evidence,
                timeline,
                openedAt,
                submittedAt,
                deadline,
                closedAt,
                result,
                reason,
                shown,
                changes,
                contract,
                waits,
                awaited,
                exits,
                about,
                needed,
                corrections,
                allowed);
    }

    /** When it should be done by promise; null before it is accepted and while the time stands still. */
    public @Nullable Instant promisedBy() {
        return deadline == null ? null : deadline.promisedBy();
    }

    public Optional<CaseParty> party(String role) {
        return parties.stream().filter(party -> party.role().equals(role)).findFirst();
    }

    public Optional<CaseEvidence> evidence(String material) {
        return evidence.stream()
                .filter(retrieved -> retrieved.material().equals(material))
                .findFirst();
    }

    /**
     * Until when a case should and must be done. Both times begin with its acceptance (受理) and stand still while nobody but others than
     * the departments can do anything.
     *
     * @param acceptedAt when it was accepted
     * @param promisedBy when it should be done by promise; null while the time stands still
     * @param statutory until when it must be done by law; null while the time stands still
     * @param pause why the time stands still; null if it runs
     */
    public record Deadline(
            Instant acceptedAt,
            @Nullable Instant promisedBy,
            @Nullable Statutory statutory,
            @Nullable Pause pause) {}

    /**
     * Why the time of a case stands still.
     *
     * @param since since when
     * @param why what is waited for
     * @param left how much of the promised time is left
     * @param daysLeft how many working days of the statutory period are left
     */
    public record Pause(Instant since, Label why, Duration left, int daysLeft) {}

    /**
     * The end of the statutory period, in working days.
     *
     * @param provisional whether it lies beyond the years of which the holidays are known: their notice may move it
     */
    public record Statutory(LocalDate on, boolean provisional) {}

    /** Where a case stands. */
    public enum State {
        /** Begun, not handed in; the applicant may go on or discard it. */
        DRAFT,
        /** Handed in; another party must confirm. */
        AWAITING_PARTY,
        /** Handed in; data that a department must first register has not arrived yet. */
        AWAITING_DATA,
        /** With the window for acceptance. */
        SUBMITTED,
        /** Accepted; departments work on it. */
        IN_PROGRESS,
        /** Sent back; the applicant must supplement (补正). */
        SUPPLEMENT,
        /** Decided; the entry is being written to the register. */
        REGISTERING,
        /** What it rests on has changed: nobody works on it until the applicant renews the evidence, or it is refused. */
        STOPPED,
        COMPLETED,
        REFUSED,
        WITHDRAWN;

        public boolean isClosed() {
            return this == COMPLETED || this == REFUSED || this == WITHDRAWN;
        }
    }

    /**
     * Something that the case waits for.
     *
     * @param step id of the waiting step
     * @param label what it is
     * @param since since when
     * @param late whether it should have been there by now
     * @param action what the user can do about it, or null
     */
    public record Waiting(
            String step,
            Label label,
            Instant since,
            boolean late,
            @Nullable Action action) {}

    /**
     * How a case can be ended before it is done.
     *
     * @param bound whether something of it is in a department's register, so that the applicant can no longer take it back
     * @param refusers codes of the departments whose approvers may
     * @param two whether refusing it takes two of them: one proposes it, another confirms
     * @param written what is in registers and stays there until its department corrects it; told to officials only
     * @param proposal that one of them proposed to refuse it as it stands, or null; told to officials only
     */
    public record Exits(
            boolean bound, List<String> refusers, boolean two, List<Entry> written, Task.@Nullable Proposal proposal) {}

    /**
     * What a department does about a result of a refused case.
     *
     * @param step id of the result
     * @param department code of the department
     * @param text what it does, or did
     * @param doneAt when it was done, or null
     * @param mine whether it is the viewer's to do
     * @param href where the viewer does it, or null
     */
    public record Correction(
            String step,
            String department,
            Label text,
            @Nullable Instant doneAt,
            boolean mine,
            @Nullable String href) {}

    /** A label with its value. */
    public record Detail(Label label, String value, ValueType type) {}

    /**
     * A line of what came of it.
     *
     * @param step id of the step that brought it, null if no single one did
     * @param speed that it says how fast the case was decided, and since when it counts
     */
    public record Result(
            Label label,
            String value,
            ValueType type,
            @Nullable String step,
            CaseProcess.@Nullable Speed speed) {}

    /** A result in a department's register. */
    public record Entry(String department, Label label) {}

    /**
     * Something that the user does elsewhere so that the case goes on.
     *
     * @param label what its button says
     * @param text what is to be done, in the language of the request
     * @param href where: a path of the platform or an address that begins with https
     */
    public record Action(Label label, String text, String href) {}

    /**
     * A contract.
     *
     * @param label its name
     * @param text its text in the language of the request
     * @param digest SHA-256 of its text in both languages and of its parties, in hexadecimal
     * @param agreed roles of the parties that agreed to exactly this text
     */
    public record Contract(Label label, String text, String digest, List<String> agreed) {}
}
