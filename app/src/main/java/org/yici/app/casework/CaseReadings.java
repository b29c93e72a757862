package org.yici.app.casework;

import java.util.List;
import org.yici.app.identity.User;

/** Officials who look at cases: every page or answer that shows them one is a reading. The parties themselves read their own. */
public interface CaseReadings {
    /** A case with its evidence, which names more people than the parties. */
    void ofCase(User reader, Case seen);

    /** A case with a task of it, and what the departments before found: what was found since is read anew. */
    void ofTask(User reader, Task task, Case seen);

    /** A list of tasks, which names the applicants and what was found. */
    void ofTasks(User reader, List<Task> tasks);

    /** A list of cases by their numbers, which names the applicants. */
    void ofList(User reader, List<String> numbers);
}
