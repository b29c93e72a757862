package org.yici.app.casework;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.yici.app.identity.User;
import org.yici.app.store.Page;

/**
 * Cases, from draft to archive.
 *
 * <p>Every method checks that the user may do what it does and otherwise throws {@link NotAllowedException}; a method that is called
 * in a state that does not allow it throws {@link IllegalCaseStateException}; values that are missing or wrong throw
 * {@link InvalidFieldsException}, which names each field. Nothing is changed then.
 */
public interface Cases {
    /** How long a consent that is given for a case lasts, if nobody revokes it. */
    Duration CONSENT_LASTS = Duration.ofDays(30);

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
     * The user consents, as a party, to the drawing of the materials about it; they are drawn at once and pre-fill the form.
     */
    Case consent(User user, String number);

    /** Keeps a draft's fields without checking them. */
    Case save(User user, String number, Map<String, String> fields);

    /** Hands a draft or a supplemented case in. */
    Case submit(User user, String number, Map<String, String> fields);

    /**
     * Another party confirms after having consented.
     *
     * @throws InvalidFieldsException if what the applicant entered about the party is not what is registered
     */
    Case confirm(User user, String number);

    /**
     * Another party does not confirm: it goes back to the applicant for supplement. Nobody need have consented for that.
     *
     * @param reason what is wrong; the applicant reads it
     */
    Case decline(User user, String number, String reason);

    /** The applicant takes a case back before it is decided. */
    Case withdraw(User user, String number);

    /** The tasks that wait for the user's department or window, oldest first. */
    Page<Task> tasks(User user, int page, int size);

    Optional<Task> task(User user, String taskId);

    /** Does a task. */
    Case decide(User user, String taskId, Task.Decision decision);
}
