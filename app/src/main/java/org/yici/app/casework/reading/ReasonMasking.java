package org.yici.app.casework.reading;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.Words;
import org.yici.app.service.Decision;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.Label;

/**
 * Why a decision was made as it was, as a viewer may know it. What rests on another party's data is told to that party and to officials;
 * where findings are a department's own, so is the reason.
 */
public final class ReasonMasking {
    private static final Label ANOTHERS = new Label(
            "依规则作出，所依据的是其他当事人的资料，理由只告知该当事人",
            "Decided by rule on another party's data; the reason is told to that party alone");
    private static final Label DEPARTMENTS =
            new Label("依规则作出，理由属作出部门", "Decided by rule; the reason is its department's own");

    private ReasonMasking() {}

    /** Why a case was refused, or what must be supplemented; null if there is no reason, or the viewer sees no more than itself. */
    static @Nullable Label of(Viewer viewer, CaseFile file) {
        Label reason = file.reason;
        boolean told = switch (viewer) {
            case Viewer.Party party -> !party.isNarrow(file.item);
            case Viewer.Official official -> true;
            case Viewer.Nobody nobody -> false;
        };
        return reason == null || !told ? null : standIn(viewer, file, reason).orElse(reason);
    }

    /** What a viewer reads in the place of a reason that rules gave; empty if it is the viewer's to know. */
    static Optional<Label> standIn(Viewer viewer, CaseFile file, Label reason) {
        Map<String, Label> reasons = file.item.handling().reasons();
        return file.item.handling().decisions().stream()
                        .filter(decision -> {
                            String code = file.stepValues.get("rule." + decision.id() + ".reason");
                            return code != null && reason.equals(reasons.getOrDefault(code, Words.same(code)));
                        })
                        .anyMatch(decision -> isAnothers(viewer, file, decision))
                ? Optional.of(viewer instanceof Viewer.Official ? DEPARTMENTS : ANOTHERS)
                : Optional.empty();
    }

    /** Whether why rules decided is not the viewer's to know: it rests on another party's data, or is another department's own. */
    static boolean isAnothers(Viewer viewer, CaseFile file, Decision decision) {
        return switch (viewer) {
            case Viewer.Nobody nobody -> true;
            case Viewer.Official official -> !official.department().equals(decision.department()) && decision.isOwn();
            case Viewer.Party party ->
                decision.materials(file.item).stream()
                        .anyMatch(material -> CaseMasking.isAboutAnotherParty(party, file, material));
        };
    }

    /** Whether every party may read what a decision found: it rests on nothing about one person among several parties. */
    public static boolean isForAllParties(ServiceItem item, Decision decision) {
        return decision.materials(item).stream()
                .flatMap(material -> item.material(material).stream())
                .map(ServiceItem.Material::party)
                .allMatch(role -> item.parties().size() == 1
                        || item.party(role).filter(ServiceItem.Party::company).isPresent());
    }
}
