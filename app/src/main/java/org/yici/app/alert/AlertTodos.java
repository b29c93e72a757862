package org.yici.app.alert;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;
import org.yici.kernel.resource.Label;

/** Open alerts wait in every operator's inbox until one of them acknowledges them. */
@Component
class AlertTodos implements InboxSource {
    private static final Label ABOUT = new Label("运行监测", "Operations");

    private final Alerts alerts;
    private final Identities identities;

    AlertTodos(Alerts alerts, Identities identities) {
        this.alerts = alerts;
        this.identities = identities;
    }

    @Override
    public List<InboxEntry> waiting(User user, int limit) {
        if (!user.is(Role.OPERATOR)) {
            return List.of();
        }
        return alerts.open().reversed().stream()
                .filter(alert -> !alert.acknowledged())
                .limit(limit)
                .map(this::entry)
                .toList();
    }

    private InboxEntry entry(Alert alert) {
        // A source is mostly called by its department's code.
        Label subject =
                identities.department(alert.subject()).map(Department::label).orElseGet(() -> same(alert.subject()));
        return new InboxEntry(
                "alert:" + alert.id(),
                alert.raisedAt(),
                "alert." + alert.rule(),
                Stream.concat(Stream.of(subject), alert.arguments().stream().map(AlertTodos::same))
                        .toList(),
                ABOUT,
                null,
                null,
                "/operator/alerts",
                "inbox.go.alert");
    }

    private static Label same(String text) {
        return new Label(text, text);
    }
}
