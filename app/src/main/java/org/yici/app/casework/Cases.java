package org.yici.app.casework;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.User;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.store.Page;

/**
 * Cases, from draft to archive.
 *
 * <p>Every method checks that the user may do what it does and otherwise throws {@link NotAllowedException}; a method that is called
 * in a state that does not allow it, or while somebody else changes the case, throws {@link IllegalCaseStateException}; values that are missing or wrong throw
 * {@link InvalidFieldsException}, which names each field. Nothing is changed then.
 */
public interface Cases {
    /** How long a consent that is given for a case lasts, if nobody revokes it. */
    Duration CONSENT_LASTS = Duration.ofDays(120);

    /**
     * Begins a draft for the user as the first party.
     *
     * @param identifier for an item whose applicant is a company: its credit code; else ignored
     */
    Case open(User user, String itemSlug, String identifier);

    /** A case that the user takes part in or whose department works on it. */
    Optional<Case> find(User user, String number);

    /** The user's own cases and those that wait for the user's confirmation, newest first. */
    Page<Case> of(User user, int page, int size);

    /**
     * The user consents, as a party, to the retrieval of the materials about it; they are retrieved at once and pre-fill the form.
     */
    Case consent(User user, String number);

    /** Keeps a draft's fields without checking them. */
    Case save(User user, String number, Map<String, String> fields);

    /**
     * What keeps a draft, as it was saved, from being handed in. Names and citizen IDs of other parties are compared with the register here, which
     * is a leaf and limited.
     *
     * @return field name to the message key of what is wrong with it, or to the text that the service item has for it
     */
    Map<String, String> faults(User user, String number);

    /** Hands a draft or a supplemented case in. */
    default Case submit(User user, String number, Map<String, String> fields) {
        return submit(user, number, fields, null);
    }

    /**
     * Hands a draft or a supplemented case in, and agrees to its contract.
     *
     * @param contract digest of the contract that the applicant was shown; null if the caller does not say
     * @throws CaseChangedException if the contract is another one by now
     */
    Case submit(User user, String number, Map<String, String> fields, @Nullable String contract);

    /**
     * Another party confirms after having consented, fills in its own fields, and agrees to the contract.
     *
     * @param contract digest of the contract that the party was shown; null if the caller does not say
     * @param fields what the item asks of this party; nobody else fills it in
     * @throws CaseChangedException if the contract is another one by now
     * @throws InvalidFieldsException if a field is missing or wrong, or what the applicant entered about the party is not what is
     *     registered
     */
    Case confirm(User user, String number, @Nullable String contract, Map<String, String> fields);

    /**
     * Another party does not confirm: it goes back to the applicant for supplement, or to the party that named it. Nobody need have
     * consented for that.
     *
     * @param reason what is wrong; whoever it goes back to reads it
     * @return the case; empty if the user was of a household and takes no part any more
     */
    Optional<Case> decline(User user, String number, String reason);

    /**
     * Another party takes its own confirmation back while others have still to confirm; whoever it named as its household takes no part any
     * more, and may be named again when it confirms.
     */
    Case takeBack(User user, String number);

    /** The applicant takes a case back before it is decided. */
    Case withdraw(User user, String number);

    /**
     * The applicant renews the evidence of a stopped case. If everything is as the case was built on again, it goes on where it was
     * stopped; else it becomes a draft on the new evidence, with its fields kept, to be handed in again.
     *
     * @throws IllegalCaseStateException if evidence cannot be read, or a department's register already has a result of the case
     */
    Case renew(User user, String number);

    /**
     * A department that works on a case refuses it, whatever it waits for: its claims are released, and what is in registers already
     * stays there until that department corrects it. Where a task of the item asks for a second pair of eyes, the first approver proposes it
     * only.
     *
     * @param reason why; the parties read it
     * @throws IllegalCaseStateException if a task of the case waits for the user, which refuses it, or the case is closed
     */
    Case refuse(User user, String number, String reason);

    /**
     * An approver who may refuse a case returns what a colleague proposed, to refuse it; whoever proposed it takes it back so. The case goes on.
     *
     * @param comment why; officials read it
     * @throws IllegalCaseStateException if nothing is proposed for the case as it stands
     */
    Case returnRefusal(User user, String number, String comment);

    /** What the user's department has still to correct in its register because a case was refused, oldest first. */
    Page<LeftBehind> leftBehind(User user, int page, int size);

    /**
     * A department that corrected what a refused case left in its register says so.
     *
     * @param step id of the result
     * @throws IllegalCaseStateException if there is nothing of it to correct
     */
    Case corrected(User user, String number, String step);

    /**
     * Does something outside of the platform that is for nothing once a case has ended, such as taking a payment for it; the case does not end
     * meanwhile.
     *
     * @param number of a case; what the platform does not know has not ended
     * @throws IllegalCaseStateException if the case is closed; nothing is done then
     */
    <T> T unlessEnded(String number, Supplier<T> act);

    /** The tasks that wait for the user's department or window, whoever has claimed them, oldest first; {@link WorkLists} parts them. */
    Page<Task> tasks(User user, int page, int size);

    Optional<Task> task(User user, String taskId);

    /**
     * Does a task; of a task that asks for a second pair of eyes it proposes the decision, which another official then confirms or returns.
     * An approval reads again, through the exchange, all that the case rests on.
     *
     * @throws HeldException if a colleague has claimed the task
     * @throws EvidenceChangedException if that has changed: the case is stopped then, and nothing is decided
     * @throws IllegalCaseStateException if it cannot be read; nothing is decided then
     */
    Case decide(User user, String taskId, Task.Decision decision);

    /**
     * Confirms, as a second official of the same duty, what a colleague proposed: it is decided then as by {@link #decide}.
     *
     * @throws NotAllowedException if the user proposed it
     * @throws IllegalCaseStateException if nothing is proposed
     */
    Case confirmProposal(User user, String taskId);

    /**
     * Returns a proposal to the colleague, who has the task again.
     *
     * @param comment why; the officials of the case read it
     * @throws NotAllowedException if the user proposed it
     * @throws IllegalCaseStateException if nothing is proposed
     */
    Case returnProposal(User user, String taskId, String comment);
}
