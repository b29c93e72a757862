package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.SubjectLeaves;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;

/**
 * Tells a citizen who read what about them, one line a department and day: the leaves themselves are in the list of uses.
 * What is read again on the same day, as while a case waits for data, makes no line new.
 */
@Component
class ReadingNews implements InboxSource {
    private static final Set<Act.Kind> KINDS = Set.of(Act.Kind.QUERY, Act.Kind.CHECK, Act.Kind.READING);
    private static final Label ABOUT = new Label("我的数据", "My data");

    private final SubjectLeaves leaves;
    private final Subjects subjects;
    private final Catalogue catalogue;

    ReadingNews(SubjectLeaves leaves, Subjects subjects, Catalogue catalogue) {
        this.leaves = leaves;
        this.subjects = subjects;
        this.catalogue = catalogue;
    }

    @Override
    public List<InboxEntry> news(User user, Instant since) {
        String citizenId = user.citizenId();
        if (citizenId == null || !user.is(Role.APPLICANT)) {
            return List.of();
        }
        UUID subject = subjects.of(ItemType.CITIZEN_ID, citizenId);
        return leaves.byDay(subject, KINDS, since).stream().map(this::entry).toList();
    }

    private InboxEntry entry(SubjectLeaves.Day day) {
        boolean named = !day.resources().isEmpty();
        Label what = new Label(names(day.resources(), Label::zh, "、"), names(day.resources(), Label::en, ", "));
        return new InboxEntry(
                "uses:" + day.department() + ":" + day.day(),
                day.news(),
                named ? "inbox.news.read" : "inbox.news.seen",
                List.of(what),
                ABOUT,
                null,
                day.department(),
                "/my/uses",
                "inbox.go.uses");
    }

    private String names(List<String> resources, Function<Label, String> language, String separator) {
        return resources.stream()
                .map(code -> catalogue
                        .resource(code)
                        .map(resource -> language.apply(resource.label()))
                        .orElse(code))
                .collect(Collectors.joining(separator));
    }
}
