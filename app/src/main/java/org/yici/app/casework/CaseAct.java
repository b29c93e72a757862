package org.yici.app.casework;

/** What people other than a task's officials do with a case; {@link Case#allows} says who may do which as it stands. */
public enum CaseAct {
    /** Fill in a draft and hand it in. */
    CONTINUE,
    /** Consent to the use of one's data, or agree that it is read by law. */
    CONSENT,
    /** Confirm as another party than the applicant. */
    CONFIRM,
    DECLINE,
    /** Take the own confirmation back. */
    TAKE_BACK,
    /** Answer a request for supplement (补正). */
    SUPPLEMENT,
    /** Bring the evidence of a stopped case up to date. */
    RENEW,
    /** Withdraw it, or discard it while it is a draft. */
    WITHDRAW,
    /** Refuse it for a department, beside its tasks. */
    REFUSE,
    /** Return to the colleague what is proposed, to refuse it; or take back what one proposed oneself. */
    RETURN_REFUSAL
}
