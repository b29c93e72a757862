package org.yici.app.collection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How each table of the departments' databases is doing, and which changes could not be decoded. What an operator does to them is a leaf of
 * the ledger, which takes effect together with it.
 */
public interface SourceTables {
    /** All tables from which something is collected, by source and name. */
    List<TableState> tables();

    /** Changes that could not be decoded, newest first, those that a later load has brought too. */
    List<SetAside> setAside(int most);

    /** How many of them nothing has brought yet. */
    long openSetAside();

    /** Makes the job load a table anew, with its columns as they now are; does nothing if nobody collects it. */
    void load(Operator by, String source, String schema, String table);

    /** Makes the job load all tables of a source anew, also after its slot was lost; does nothing if there is none. */
    void load(Operator by, String source);

    /** An operator has taken note of a change that could not be decoded; its table is loaded anew. Does nothing if it is not open. */
    void release(Operator by, long id);

    /**
     * Who does it.
     *
     * @param account name of the account
     * @param department code of the account's department
     */
    record Operator(String account, @Nullable String department) {}

    /**
     * A table of a source.
     *
     * @param state {@code stopped}, {@code loading}, {@code catching-up} (what was received is not all written) or
     *     {@code streaming}
     * @param cause why it is stopped: names the messages {@code source.fault.<cause>} and {@code source.remedy.<cause>}
     * @param arguments of those messages; the first is the table
     * @param reason why it was last loaded anew, null if it never was: names the message {@code source.reason.<reason>}
     */
    record TableState(
            String source,
            String department,
            String sourceState,
            String schema,
            String table,
            String state,
            @Nullable String cause,
            List<String> arguments,
            @Nullable String reason,
            @Nullable Instant reloadedAt,
            Instant updatedAt) {
        /** Whether nothing of it comes in until somebody does something. */
        public boolean stopped() {
            return state.equals("stopped");
        }

        /** Whether publishing it makes the department's own changes of it fail, for causes such as {@code identity-refuses}. */
        public boolean hindersItsDepartment() {
            return cause != null && cause.endsWith("-refuses");
        }

        /** The state as far as it is known: of a source that is not connected only what is stopped is. */
        public String known() {
            return switch (sourceState) {
                case "streaming", "partial", "loading", "catching-up" -> state;
                default -> stopped() ? state : "unknown";
            };
        }
    }

    /**
     * A change that could not be decoded.
     *
     * @param table null if it is not known of which table it is
     * @param position the commit's place in the source's log, {@code 0/16B3748}
     * @param bytes the beginning of the message in hexadecimal, null if the server sent none
     * @param size how many bytes the message has
     * @param changes how many it stands for, this being the newest; beyond a thousand open ones, those of a table are counted only
     * @param state {@code open}, {@code loaded} (a load has brought what it changed) or {@code released}
     */
    record SetAside(
            long id,
            String source,
            String department,
            @Nullable String table,
            String position,
            String reason,
            @Nullable String bytes,
            int size,
            long changes,
            String state,
            Instant at) {}
}
