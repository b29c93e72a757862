package org.yici.app.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.ServiceItem;

/** The departments of a joint case side by side, read from its timeline. */
@Component
class CaseLanes {
    private final CaseTexts texts;

    CaseLanes(CaseTexts texts) {
        this.texts = texts;
    }

    List<CaseView.Lane> of(Case found, Locale locale) {
        if (found.item().kind() != ServiceItem.Kind.JOINT || found.state() == State.DRAFT) {
            return List.of();
        }
        List<CaseView.Lane> lanes = new ArrayList<>();
        for (String department : departments(found.item())) {
            lanes.add(lane(found, department, locale));
        }
        return lanes;
    }

    /** The departments that use a material, in the order of the materials; the one that answers for the item last. */
    private static Set<String> departments(ServiceItem item) {
        Set<String> departments = new LinkedHashSet<>();
        for (ServiceItem.Material material : item.materials()) {
            if (material.consumer() != null && !material.consumer().equals("window")) {
                departments.add(material.consumer());
            }
        }
        departments.remove(item.department());
        departments.add(item.department());
        return departments;
    }

    private CaseView.Lane lane(Case found, String department, Locale locale) {
        List<Case.Event> own = found.timeline().stream()
                .filter(event -> department.equals(event.department()))
                .toList();
        Optional<Case.Event> last = own.isEmpty() ? Optional.empty() : Optional.of(own.getLast());
        String state = state(found, own);
        return new CaseView.Lane(
                department,
                texts.department(locale, department),
                state,
                texts.text(locale, "casepage.lane." + state),
                own.stream()
                        .map(event -> new CaseView.Row(
                                event.key(),
                                texts.text(locale, event.key(), event.arguments().toArray()),
                                CaseTexts.second(event.at()),
                                false))
                        .toList(),
                last.map(event -> CaseView.Time.of(event.at())).orElse(null));
    }

    private static String state(Case found, List<Case.Event> own) {
        if (!own.isEmpty()) {
            return "done";
        }
        return switch (found.state()) {
            case IN_PROGRESS, REGISTERING -> "working";
            case REFUSED, WITHDRAWN -> "stopped";
            default -> "waiting";
        };
    }
}
