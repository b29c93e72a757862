package org.yici.app.web.operate;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Alert;
import org.yici.app.alert.Alerts;
import org.yici.app.web.frame.Show;

/** Alerts in the reader's language, for templates: {@code @alertText.title(alert)}. */
@Component
class AlertText {
    private final Show show;

    AlertText(Show show) {
        this.show = show;
    }

    /** What it says: message {@code alert.<rule>} with the subject, then what was measured. */
    public String title(Alert alert) {
        return show.sayOf("alert." + alert.rule(), arguments(alert));
    }

    public String remedy(Alert alert) {
        return show.sayOf(alert.remedy(), arguments(alert));
    }

    /** What a rule watches, with its limit. */
    public String rule(Alerts.Rule rule) {
        return show.say("alert.rule." + rule.id(), rule.limit());
    }

    private List<String> arguments(Alert alert) {
        List<String> arguments = new ArrayList<>();
        // The name of the department if the source is called by its code, else the subject as it is.
        arguments.add(show.department(alert.subject()));
        arguments.addAll(alert.arguments());
        return arguments;
    }
}
