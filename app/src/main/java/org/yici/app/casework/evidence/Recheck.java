package org.yici.app.casework.evidence;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yici.app.casework.CaseEvidence.Status;
import org.yici.app.casework.EvidenceChange.Kind;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.service.Check;
import org.yici.app.service.ServiceItem.Material;
import org.yici.app.service.ValueTypes;
import org.yici.app.service.Wait;
import org.yici.app.service.WriteBack;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;

/**
 * Reads again, through the exchange, everything that a case rests on, and compares it with what the case was built on. Every decision
 * and every registration does so at its own moment.
 */
@Component
public class Recheck {
    private final EvidenceRetrieval retrieval;
    private final Catalogue catalogue;
    private final Grants grants;
    private final Clock clock;

    Recheck(EvidenceRetrieval retrieval, Catalogue catalogue, Grants grants, Clock clock) {
        this.retrieval = retrieval;
        this.catalogue = catalogue;
        this.grants = grants;
        this.clock = clock;
    }

    /** What the exchange gives now for each material that the case has evidence of; refusals are among it. */
    public List<EvidenceRow> read(CaseFile file) {
        return read(file, file.evidence.keySet());
    }

    private List<EvidenceRow> read(CaseFile file, Set<String> materials) {
        List<Material> known = materials.stream()
                .map(id -> file.item.material(id).orElseThrow())
                .toList();
        return known.isEmpty() ? List.of() : retrieval.retrieve(file, known, CaseLog.PLATFORM);
    }

    /**
     * Takes over what was read if nothing has changed. If something has, the file keeps what it was built on.
     *
     * @param read by {@link #read(CaseFile)} a moment ago; what is missing there is read now
     * @return what has changed
     * @throws EvidenceRefusedException if the exchange refuses a material: without it nothing may be decided
     */
    public List<ChangeRow> changes(CaseFile file, List<EvidenceRow> read) {
        List<EvidenceRow> now = complete(file, read);
        List<ChangeRow> changes = new ArrayList<>();
        for (EvidenceRow row : now) {
            Material material = file.item.material(row.material()).orElseThrow();
            if (row.status() == Status.REFUSED) {
                throw new EvidenceRefusedException(material, row.rule() == null ? "unknown" : row.rule());
            }
            changes.addAll(changes(file, material, row));
        }
        changes.addAll(representation(file));
        if (changes.isEmpty()) {
            adopt(file, now);
        }
        return changes;
    }

    /** What one material that was just read says otherwise than the case's evidence. */
    public List<ChangeRow> changes(CaseFile file, EvidenceRow row) {
        return row.status() == Status.REFUSED
                ? List.of()
                : changes(file, file.item.material(row.material()).orElseThrow(), row);
    }

    private List<ChangeRow> changes(CaseFile file, Material material, EvidenceRow row) {
        EvidenceRow before = file.evidence.get(row.material());
        if (before == null || before.status() == Status.REFUSED) {
            return List.of();
        }
        Resource resource =
                catalogue.resource(EvidenceRetrieval.resource(material)).orElseThrow();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ValueTypes.ZONE);
        return new EvidenceComparison(file, material, resource, masked(file, material, resource), today, before)
                .changes(row);
    }

    /** What came home otherwise than the case wrote it into the department's register. */
    public List<ChangeRow> written(CaseFile file, Wait wait, Material material, EvidenceRow retrieved) {
        Wait.Written written = wait.written();
        Optional<EvidenceRow.EvidenceRecord> record = retrieved.record(file.item.handling(), file.fields);
        if (written == null || record.isEmpty()) {
            return List.of();
        }
        WriteBack target = file.item.handling().writeBack(written.step()).orElseThrow();
        Resource resource =
                catalogue.resource(EvidenceRetrieval.resource(material)).orElseThrow();
        CaseContext context = new CaseContext(file, clock.instant());
        List<ChangeRow> changes = new ArrayList<>();
        written.columns().forEach((column, name) -> {
            Item item = resource.item(name).orElseThrow();
            String sent = Optional.ofNullable(target.columns().get(column))
                    .flatMap(context::value)
                    .orElse(null);
            String came = record.get().values().get(name);
            if (!EvidenceComparison.equal(item.type(), sent, came)) {
                changes.add(ChangeRow.value(material, name, item.label(), sent, came));
            }
        });
        return changes;
    }

    private Set<String> masked(CaseFile file, Material material, Resource resource) {
        return grants.find(String.valueOf(material.consumer()), resource.code(), file.item.slug())
                .map(Grant::clearance)
                .map(clearance -> resource.items().stream()
                        .filter(item -> item.level().compareTo(clearance) > 0)
                        .map(Item::name)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private List<EvidenceRow> complete(CaseFile file, List<EvidenceRow> read) {
        Map<String, EvidenceRow> known = new HashMap<>();
        read.stream()
                .filter(row -> file.evidence.containsKey(row.material()))
                .forEach(row -> known.put(row.material(), row));
        Set<String> missing = file.evidence.keySet().stream()
                .filter(material -> !known.containsKey(material))
                .collect(Collectors.toSet());
        List<EvidenceRow> all = new ArrayList<>(known.values());
        all.addAll(read(file, missing));
        return all;
    }

    /** The case rests on these from now on. */
    public void adopt(CaseFile file, List<EvidenceRow> now) {
        for (EvidenceRow row : now) {
            EvidenceRow before = file.evidence.get(row.material());
            if (before != null && before.status() != Status.REFUSED && row.status() == Status.REFUSED) {
                // A refusal is no evidence; what the case rests on stays.
                continue;
            }
            file.keep(before == null ? row : row.following(before));
        }
    }

    private List<ChangeRow> representation(CaseFile file) {
        List<ChangeRow> changes = new ArrayList<>();
        for (Check check : file.item.handling().checks()) {
            Material material = file.item.material(check.material()).orElseThrow();
            EvidenceRow row = file.evidence.get(material.id());
            if (check.isRepresentation()
                    && row != null
                    && row.status() == Status.RETRIEVED
                    && !retrieval.represents(file, check)) {
                changes.add(ChangeRow.of(material, Kind.REPRESENTATION, null, null));
            }
        }
        return changes;
    }
}
