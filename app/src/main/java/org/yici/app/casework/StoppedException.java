package org.yici.app.casework;

/** Ends a step whose case is being stopped; the step is done again if the case goes on. */
public class StoppedException extends RuntimeException {
    public StoppedException(String number) {
        super("Case " + number + " is stopped, because what it rests on has changed");
    }
}
