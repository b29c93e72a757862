package org.yici.app.casework;

/** A case cannot begin anew on other evidence: a result of it is in a department's register. */
public class BoundByResultException extends IllegalCaseStateException {
    public BoundByResultException(String number) {
        super("Case " + number
                + " has a result in a department's register that rests on the old evidence; renew it when that is as it was, or"
                + " ask a department to refuse it");
    }
}
