package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.LeafLine;
import org.yici.app.ledger.SubjectLeaves;
import org.yici.app.store.Page;

/** "Who used my data": every query, check and refusal about a subject, every reading by an official, and every answer in whose records it is named. */
public interface AccessLog {
    /** All uses, newest first. */
    default Page<Use> of(UUID subject, int page, int size) {
        return of(subject, UseFilter.ALL, page, size);
    }

    /** The uses that a filter lets through, newest first. */
    Page<Use> of(UUID subject, UseFilter filter, int page, int size);

    /** The same with repetitions gathered into one line, those of one department and purpose beside each other. */
    Page<UseLine> lines(UUID subject, UseFilter filter, int page, int size);

    /** Leaf of the newest use, -1 if there is none. */
    long newest(UUID subject, UseFilter filter);

    /** By which departments and for which purposes the subject's data was used. */
    List<SubjectLeaves.Group> groups(UUID subject);

    /**
     * Uses that differ only in their time: a department that asks the same for the same purpose again.
     *
     * @param newest the newest of them
     * @param times how many they are
     * @param first when the oldest was
     * @param latest the newest of them with their leaves, at most {@link LeafLine#SHOWN}
     * @param groupTimes how many uses the department made for this purpose, on all lines
     */
    record UseLine(Use newest, long times, Instant first, List<LeafLine.Moment> latest, long groupTimes) {}

    /**
     * One use.
     *
     * @param at when
     * @param consumer code of the department that asked; empty if a citizen looked at data of its own
     * @param actor the system or the official's account that asked for it; {@code person} for a citizen, and for
     *     whoever acted in a case of others
     * @param kind {@code query}, {@code check}, {@code reading} by an official or by a citizen of its own data, or {@code refusal}
     * @param resource code of the resource
     * @param items names of the items
     * @param purpose code of the purpose
     * @param right id of the grant it rested on, the rule's code for a refusal, what was read for a reading
     * @param consent id of the consent it rested on, if one was needed
     * @param caseNumber the case it was for, if any
     * @param named whether the subject is only named in a record about somebody else
     * @param leaf index of its leaf in the ledger
     */
    record Use(
            Instant at,
            String consumer,
            String actor,
            String kind,
            String resource,
            List<String> items,
            String purpose,
            String right,
            @Nullable UUID consent,
            @Nullable String caseNumber,
            boolean named,
            long leaf) {}
}
