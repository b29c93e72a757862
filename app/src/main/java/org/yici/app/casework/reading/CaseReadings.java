package org.yici.app.casework.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.Task;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.file.PartyStore;
import org.yici.app.exchange.Readings;
import org.yici.app.exchange.Readings.What;
import org.yici.app.identity.User;
import org.yici.app.ledger.SubjectLeaves;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.ItemType;

/** Officials who look at cases; the parties themselves read their own. */
@Component
public class CaseReadings {
    private final Readings readings;
    private final SubjectLeaves leaves;
    private final Subjects subjects;
    private final PartyStore parties;

    CaseReadings(Readings readings, SubjectLeaves leaves, Subjects subjects, PartyStore parties) {
        this.readings = readings;
        this.leaves = leaves;
        this.subjects = subjects;
        this.parties = parties;
    }

    /** A case with its evidence, which names more people than the parties. */
    public void ofCase(User reader, Case seen) {
        Set<UUID> touched =
                seen.parties().stream().map(Case.CaseParty::subject).collect(Collectors.toCollection(HashSet::new));
        String citizenId = reader.citizenId();
        if (citizenId != null && touched.contains(subjects.of(ItemType.CITIZEN_ID, citizenId))) {
            return;
        }
        List<Object> things = new ArrayList<>(List.of(seen.number()));
        // One query: a page that keeps itself up to date comes here every second.
        List<Long> retrieved =
                seen.evidence().stream().map(Case.CaseEvidence::leaf).toList();
        things.addAll(retrieved);
        touched.addAll(leaves.touched(retrieved));
        readings.note(
                reader,
                What.CASE,
                things,
                touched,
                seen.number(),
                Map.of("purpose", seen.item().slug()));
    }

    /** A list of tasks, which names the applicants. */
    public void ofTasks(User reader, List<Task> tasks) {
        ofList(reader, tasks.stream().map(Task::caseNumber).distinct().toList());
    }

    /** A list of cases, which names the applicants. */
    public void ofList(User reader, List<String> numbers) {
        Set<UUID> touched = numbers.stream()
                .flatMap(number -> parties.of(number).stream())
                .map(PartyRow::subject)
                .collect(Collectors.toSet());
        readings.note(reader, What.CASE_LIST, numbers, touched, null, Map.of());
    }
}
