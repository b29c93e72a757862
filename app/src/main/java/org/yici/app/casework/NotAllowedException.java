package org.yici.app.casework;

/** The user may not do this; the message names the rule. */
public class NotAllowedException extends RuntimeException {
    public NotAllowedException(String message) {
        super(message);
    }

    /** There is no such case, or it is not the user's to see: which of the two is not said. */
    public static NotAllowedException unknownCase(String number) {
        return new NotAllowedException("There is no case " + number + " that you may see");
    }
}
