package org.yici.app.casework;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.Change;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/** Puts changes into words: names of materials and items for everybody, values for whoever may see the material. */
@Component
class Changes {
    private static final String OTHER_PARTY = "other-party";

    private final MessageSource messages;

    Changes(MessageSource messages) {
        this.messages = messages;
    }

    List<Change> show(User user, CaseFile file) {
        return file.changes.stream()
                .map(row -> row.kind() == Change.Kind.CONSENT
                        ? consent(user, file, row)
                        : CaseMasking.isAboutAnotherParty(user, file, row.material())
                                ? ofAnother()
                                : show(user, file, row))
                .distinct()
                .toList();
    }

    /** Which data of another party changed, and how, is that party's and the officials' to know. */
    private Change ofAnother() {
        Change.Kind kind = Change.Kind.OTHER_PARTY;
        return new Change(
                OTHER_PARTY,
                CaseMasking.OTHERS,
                kind,
                null,
                null,
                null,
                null,
                text("case.change." + kind, new Object[0]));
    }

    /** Whose consent is missing; not to whom that party is hidden from. */
    private Change consent(User user, CaseFile file, ChangeRow row) {
        String role = file.item.material(row.material()).orElseThrow().party();
        Label party = CaseMasking.hides(user, file, role)
                ? CaseMasking.OTHER
                : file.item.party(role).orElseThrow().label();
        String material = CaseMasking.isAboutAnotherParty(user, file, row.material()) ? OTHER_PARTY : row.material();
        String text = text("case.change.CONSENT", new Object[] {Words.of(party)});
        return new Change(material, party, row.kind(), null, null, null, null, text);
    }

    private String text(String key, Object[] arguments) {
        String text = messages.getMessage(key, arguments, key, LocaleContextHolder.getLocale());
        return text == null ? key : text;
    }

    private Change show(User user, CaseFile file, ChangeRow row) {
        boolean open = row.kind() == Change.Kind.REGISTER
                || file.item
                        .material(row.material())
                        .filter(material -> CaseReader.seesValues(user, file, material))
                        .isPresent();
        String before = open ? row.before() : null;
        String after = open ? row.after() : null;
        String detail = open && (before != null || after != null) ? ".values" : "";
        Object[] arguments = {
            Words.of(row.label()),
            row.itemLabel() == null ? "" : Words.of(row.itemLabel()),
            before == null ? "—" : before,
            after == null ? "—" : after
        };
        String key = "case.change." + row.kind() + detail;
        return new Change(
                row.material(),
                row.label(),
                row.kind(),
                row.item(),
                row.itemLabel(),
                before,
                after,
                text(key, arguments));
    }

    /** For the timeline, which every party reads: which materials and items, without values. */
    static Label summary(List<ChangeRow> changes) {
        return new Label(names(changes, "zh", "、"), names(changes, "en", ", "));
    }

    private static String names(List<ChangeRow> changes, String language, String separator) {
        return changes.stream()
                .map(row -> row.itemLabel() == null
                        ? row.label().in(language)
                        : row.label().in(language) + " · " + row.itemLabel().in(language))
                .distinct()
                .collect(Collectors.joining(separator));
    }
}
