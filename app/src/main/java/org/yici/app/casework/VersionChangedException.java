package org.yici.app.casework;

/** The case is not of the version that the caller asked for; nothing was done. */
public class VersionChangedException extends IllegalCaseStateException {
    private final long version;

    public VersionChangedException(String number, long version) {
        super("Case " + number + " is of version " + version
                + " by now; nothing was done. Read it again, and repeat with that version if it is still right");
        this.version = version;
    }

    /** The version that the case is of. */
    public long version() {
        return version;
    }
}
