package org.yici.app.web.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.Wait;

/** The way of a case from submission to result in a few stages, and which of them it has reached. */
@Component
class CaseStages {
    private final CaseTexts texts;

    CaseStages(CaseTexts texts) {
        this.texts = texts;
    }

    List<CaseView.Stage> of(Case found, Locale locale) {
        List<String> stages = stages(found.item());
        int at = at(found, stages);
        List<CaseView.Stage> shown = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            shown.add(new CaseView.Stage(
                    texts.text(locale, "casepage.stage." + stages.get(i)), progress(found.state(), i, at)));
        }
        return shown;
    }

    /** Those that the item's cases go through. */
    private static List<String> stages(ServiceItem item) {
        List<String> stages = new ArrayList<>(List.of("submit"));
        if (item.isDecidedByRules()) {
            if (item.handling().waits().stream().anyMatch(Wait::opens)) {
                stages.add("data");
            }
            stages.add("decide");
            return stages;
        }
        if (item.parties().size() > 1) {
            stages.add("confirm");
        }
        if (item.handling().tasks().stream().anyMatch(task -> task.accepts() && !task.decides())) {
            stages.add("accept");
        }
        stages.add("departments");
        stages.add(item.handling().writeBacks().isEmpty() ? "done" : "register");
        return stages;
    }

    /** The stage at which a case is; where its item has none of that name, the next one. */
    private static int at(Case found, List<String> stages) {
        List<String> wanted = switch (found.state()) {
            case DRAFT, WITHDRAWN -> List.of("submit");
            case AWAITING_PARTY -> List.of("confirm");
            case AWAITING_DATA -> List.of("data", "accept");
            case SUBMITTED -> List.of("accept");
            case SUPPLEMENT, STOPPED -> found.deadline() == null ? List.of("accept") : List.of();
            case IN_PROGRESS, REFUSED -> List.of();
            case REGISTERING, COMPLETED -> List.of("register", "done");
        };
        return Stream.of(wanted, List.of("departments", "decide"))
                .flatMap(List::stream)
                .mapToInt(stages::indexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(0);
    }

    private static String progress(State state, int stage, int at) {
        if (stage < at || state == State.COMPLETED) {
            return "past";
        }
        if (stage > at) {
            return "ahead";
        }
        return state == State.REFUSED || state == State.WITHDRAWN || state == State.STOPPED ? "stopped" : "now";
    }
}
