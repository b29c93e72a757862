package org.yici.kernel.linking.cluster;

import java.util.List;

/** Names of subjects: which stay with whom, and new ones. */
public interface SubjectNames {
    /** Whether a strong identifier names this subject: then only a record with that identifier brings the name along. */
    boolean identified(String subject);

    /**
     * A name that no subject has.
     *
     * @param records of the new subject, in ascending order
     */
    String fresh(List<String> records);
}
