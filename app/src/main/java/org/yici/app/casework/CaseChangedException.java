package org.yici.app.casework;

/** Somebody else changed the case between reading and saving; nothing was saved. Reading again and repeating the act is safe. */
public class CaseChangedException extends IllegalCaseStateException {
    public CaseChangedException(String number) {
        super("Case " + number + " was changed meanwhile; read it again and repeat what you did");
    }
}
