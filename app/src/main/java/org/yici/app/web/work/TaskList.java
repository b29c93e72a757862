package org.yici.app.web.work;

import java.util.Locale;

/** Which list of a desk is shown. */
enum TaskList {
    MINE,
    DEPARTMENT,
    DONE;

    /** The list that an address names; the own one if it names none and there is something in it. */
    static TaskList of(String name, long mine) {
        for (TaskList list : values()) {
            if (list.path().equals(name)) {
                return list;
            }
        }
        return mine > 0 ? MINE : DEPARTMENT;
    }

    /** Its name in addresses and message keys. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
