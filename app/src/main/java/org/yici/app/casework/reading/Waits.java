package org.yici.app.casework.reading;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.WaitStore;
import org.yici.app.casework.file.Words;
import org.yici.app.service.Wait;
import org.yici.kernel.resource.Label;

/** What a case waits for, as somebody may see it. */
@Component
public class Waits {
    private final WaitStore waits;

    Waits(WaitStore waits) {
        this.waits = waits;
    }

    public List<Case.Waiting> of(Viewer viewer, CaseFile file) {
        boolean told = !file.state().isClosed()
                && file.item.handling().waits().stream().anyMatch(wait -> wait.label() != null);
        return told
                ? waits.of(file.number).stream()
                        .flatMap(waiting -> show(viewer, file, waiting))
                        .toList()
                : List.of();
    }

    private static Stream<Case.Waiting> show(Viewer viewer, CaseFile file, WaitStore.Waiting waiting) {
        Optional<Wait> wait = file.item.handling().waiting(waiting.step());
        Label label = wait.map(Wait::label).orElse(null);
        return label == null
                ? Stream.empty()
                : Stream.of(new Case.Waiting(
                        waiting.step(),
                        label,
                        waiting.since(),
                        waiting.toldLate(),
                        action(viewer, file, wait.get().action())));
    }

    private static Case.@Nullable Action action(Viewer viewer, CaseFile file, Wait.@Nullable Action action) {
        if (action == null
                || file.state() == Case.State.STOPPED
                || !(viewer instanceof Viewer.Party party)
                || !party.is(action.party())) {
            return null;
        }
        CaseContext context = new CaseContext(file);
        // Without one the case was read a moment before what it now waits for: the next look shows both.
        return context.link(action.href())
                .map(href -> new Case.Action(action.label(), Words.of(context.text(action.text())), href))
                .orElse(null);
    }
}
