package org.yici.app.web.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.service.ServiceItem;

/** The way of a case from submission to result in a few stages, and which of them it has reached. */
@Component
class CaseStages {
    private final CaseTexts texts;

    CaseStages(CaseTexts texts) {
        this.texts = texts;
    }

    List<CaseView.Stage> of(Case found, Locale locale) {
        List<String> stages = stages(found.item());
        int at = stages.indexOf(stage(found));
        List<CaseView.Stage> shown = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            shown.add(new CaseView.Stage(
                    texts.text(locale, "casepage.stage." + stages.get(i)), progress(found.state(), i, at)));
        }
        return shown;
    }

    private static List<String> stages(ServiceItem item) {
        if (item.isDecidedByRules()) {
            return List.of("submit", "data", "decide");
        }
        return item.parties().size() > 1
                ? List.of("submit", "confirm", "accept", "departments", "register")
                : List.of("submit", "accept", "departments", "register");
    }

    private static String stage(Case found) {
        boolean byRules = found.item().isDecidedByRules();
        return switch (found.state()) {
            case DRAFT, WITHDRAWN -> "submit";
            case AWAITING_PARTY -> "confirm";
            case AWAITING_DATA -> byRules ? "data" : "accept";
            case SUBMITTED -> byRules ? "decide" : "accept";
            case SUPPLEMENT, STOPPED -> byRules ? "decide" : found.deadline() == null ? "accept" : "departments";
            case IN_PROGRESS, REFUSED -> byRules ? "decide" : "departments";
            case REGISTERING, COMPLETED -> byRules ? "decide" : "register";
        };
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
