package org.yici.app.store;

/** So many ask at once that somebody's turn did not come in time: the same will be answered later. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what waits for which turn */
    public BusyException(String what) {
        super(what);
    }
}
