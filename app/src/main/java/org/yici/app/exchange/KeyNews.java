package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.identity.Role;
import org.yici.app.identity.SystemKeys;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;
import org.yici.kernel.resource.Label;

/** Tells a department's stewards that a key of its systems was registered or withdrawn: whoever has it reads what the department may read. */
@Component
class KeyNews implements InboxSource {
    private static final Label ABOUT = new Label("系统密钥", "Keys of systems");

    private final SystemKeys keys;

    KeyNews(SystemKeys keys) {
        this.keys = keys;
    }

    @Override
    public List<InboxEntry> news(User user, Instant since) {
        String department = user.department();
        if (department == null || !user.is(Role.STEWARD)) {
            return List.of();
        }
        return keys.history(department, since).stream()
                // Those of the installer were there before anybody, and are nobody's act.
                .filter(event -> event.by() != null && !user.actor().equals(event.by()))
                .map(KeyNews::entry)
                .toList();
    }

    private static InboxEntry entry(SystemKeys.Event event) {
        String by = String.valueOf(event.by()).replaceFirst("^account:", "");
        return new InboxEntry(
                "key:" + event.keyId() + (event.withdrawal() ? ":withdrawn" : ":registered"),
                event.at(),
                event.withdrawal() ? "inbox.news.key.withdrawn" : "inbox.news.key.registered",
                List.of(new Label(event.system(), event.system()), new Label(by, by)),
                ABOUT,
                event.keyId(),
                null,
                "/operator/keys/" + event.keyId(),
                "inbox.go.key");
    }
}
