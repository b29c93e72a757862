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
import org.yici.app.casework.CaseEvidence;
import org.yici.app.casework.CaseParty;
import org.yici.app.casework.CaseReadings;
import org.yici.app.casework.Task;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.file.PartyStore;
import org.yici.app.exchange.Readings;
import org.yici.app.exchange.Readings.What;
import org.yici.app.identity.User;
import org.yici.app.ledger.SubjectLeaves;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.ItemType;

/** Notes them by leaves that name everybody whose data was seen. */
@Component
class NotedReadings implements CaseReadings {
    private final Readings readings;
    private final SubjectLeaves leaves;
    private final Subjects subjects;
    private final PartyStore parties;

    NotedReadings(Readings readings, SubjectLeaves leaves, Subjects subjects, PartyStore parties) {
        this.readings = readings;
        this.leaves = leaves;
        this.subjects = subjects;
        this.parties = parties;
    }

    @Override
    public void ofCase(User reader, Case seen) {
        note(reader, seen, List.of());
    }

    private void note(User reader, Case seen, List<Object> more) {
        Set<UUID> touched =
                seen.parties().stream().map(CaseParty::subject).collect(Collectors.toCollection(HashSet::new));
        String citizenId = reader.citizenId();
        if (citizenId != null && touched.contains(subjects.of(ItemType.CITIZEN_ID, citizenId))) {
            return;
        }
        List<Object> things = new ArrayList<>(List.of(seen.number()));
        // One query: a page that keeps itself up to date comes here every second.
        List<Long> retrieved = seen.evidence().stream().map(CaseEvidence::leaf).toList();
        things.addAll(retrieved);
        things.addAll(more);
        touched.addAll(leaves.touched(retrieved));
        readings.note(
                reader,
                What.CASE,
                things,
                touched,
                seen.number(),
                Map.of("purpose", seen.item().slug()));
    }

    @Override
    public void ofTask(User reader, Task task, Case seen) {
        note(reader, seen, shown(List.of(task)));
    }

    @Override
    public void ofTasks(User reader, List<Task> tasks) {
        readings.note(reader, What.CASE_LIST, shown(tasks), touched(numbers(tasks)), null, Map.of());
    }

    @Override
    public void ofList(User reader, List<String> numbers) {
        readings.note(reader, What.CASE_LIST, numbers, touched(numbers), null, Map.of());
    }

    /** What was found since is a new reading. */
    private static List<Object> shown(List<Task> tasks) {
        return tasks.stream()
                .<Object>map(task ->
                        List.of(task.caseNumber(), task.id(), task.findings().hashCode()))
                .toList();
    }

    private static List<String> numbers(List<Task> tasks) {
        return tasks.stream().map(Task::caseNumber).distinct().toList();
    }

    private Set<UUID> touched(List<String> numbers) {
        return numbers.stream()
                .flatMap(number -> parties.of(number).stream())
                .map(PartyRow::subject)
                .collect(Collectors.toSet());
    }
}
