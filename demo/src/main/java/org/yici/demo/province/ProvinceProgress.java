package org.yici.demo.province;

/** Is told how far the province is. Called from several threads, of one department by one thread at a time. */
@FunctionalInterface
public interface ProvinceProgress {
    /** Tells nobody. */
    ProvinceProgress SILENT = (department, state, done, total) -> {};

    /**
     * @param department the department's code
     * @param done rows that are written
     * @param total rows that the department will have
     */
    void report(String department, State state, long done, long total);

    /** What is done with a department's database. */
    enum State {
        /** The database and its tables are made. */
        CREATING,
        /** Rows are written. */
        FILLING,
        /** It is complete now. */
        COMPLETE,
        /** It was complete before and stays as it is. */
        KEPT
    }
}
