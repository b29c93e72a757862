package org.yici.app.web.frame;

/** Page numbers in addresses count from 1, those of {@link org.yici.app.store.Page} from 0. */
public final class Paging {
    private static final int LAST = 100_000;

    private Paging() {}

    /** What an address asks for, brought into the range that any list may have. */
    public static int index(int page) {
        return Math.clamp(page, 1, LAST) - 1;
    }
}
