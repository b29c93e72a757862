package org.yici.app.casework.reading;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.yici.app.casework.EvidenceChange;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.Words;
import org.yici.app.catalogue.ItemWords;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.Label;

/** Puts changes into words: names of materials and items for everybody, values for whoever may see the material. */
@Component
class ChangeWords {
    private static final String OTHER_PARTY = "other-party";

    private final MessageSource messages;
    private final ItemWords items;

    ChangeWords(MessageSource messages, ItemWords items) {
        this.messages = messages;
        this.items = items;
    }

    /** Somebody of a household reads the own ones; whoever may not know what changed about another party reads once that something did. */
    List<EvidenceChange> show(Viewer viewer, CaseFile file) {
        boolean narrow = viewer instanceof Viewer.Party party && party.isNarrow(file.item);
        return file.changes.stream()
                .filter(row -> !narrow
                        || material(file, row)
                                .filter(found -> CaseMasking.seesValues(viewer, found))
                                .isPresent())
                .map(row -> show(viewer, file, row))
                .distinct()
                .toList();
    }

    private static Optional<ServiceItem.Material> material(CaseFile file, ChangeRow row) {
        return file.item.material(row.material());
    }

    private EvidenceChange show(Viewer viewer, CaseFile file, ChangeRow row) {
        if (row.kind() == EvidenceChange.Kind.CONSENT) {
            return consent(viewer, file, row);
        }
        return material(file, row)
                .flatMap(material -> CaseMasking.standIn(viewer, file, material))
                .map(this::ofAnother)
                .orElseGet(() -> named(viewer, file, row));
    }

    /** Which data of another party changed, and how, is that party's and the officials' to know. */
    private EvidenceChange ofAnother(Label other) {
        EvidenceChange.Kind kind = EvidenceChange.Kind.OTHER_PARTY;
        return new EvidenceChange(OTHER_PARTY, other, kind, null, null, null, null, text("case.change." + kind));
    }

    /** Whose consent is missing; a household has no names to those outside of it. */
    private EvidenceChange consent(Viewer viewer, CaseFile file, ChangeRow row) {
        ServiceItem.Material material = material(file, row).orElseThrow();
        Label party = Household.isClosedTo(viewer, file, material.party())
                ? CaseMasking.OTHER
                : file.item.party(material.party()).orElseThrow().label();
        boolean another = CaseMasking.standIn(viewer, file, material).isPresent();
        return new EvidenceChange(
                another ? OTHER_PARTY : row.material(),
                party,
                row.kind(),
                null,
                null,
                null,
                null,
                text("case.change.CONSENT", Words.of(party)));
    }

    private EvidenceChange named(Viewer viewer, CaseFile file, ChangeRow row) {
        boolean open = row.kind() == EvidenceChange.Kind.REGISTER
                || material(file, row)
                        .filter(material -> CaseMasking.seesValues(viewer, material))
                        .isPresent();
        String before = open ? row.before() : null;
        String after = open ? row.after() : null;
        String detail = open && (before != null || after != null) ? ".values" : "";
        Object[] arguments = {
            Words.of(row.label()),
            row.itemLabel() == null ? "" : Words.of(row.itemLabel()),
            words(file, row, before),
            words(file, row, after)
        };
        return new EvidenceChange(
                row.material(),
                row.label(),
                row.kind(),
                row.item(),
                row.itemLabel(),
                before,
                after,
                text("case.change." + row.kind() + detail, arguments));
    }

    /** A register's own words, and a value of an item as people read it. */
    private String words(CaseFile file, ChangeRow row, @Nullable String value) {
        if (value == null || row.item() == null) {
            return value == null ? "—" : value;
        }
        String resource =
                material(file, row).map(ServiceItem.Material::resource).orElse(null);
        return items.of(LocaleContextHolder.getLocale(), resource, row.item(), value);
    }

    private String text(String key, Object... arguments) {
        String text = messages.getMessage(key, arguments, key, LocaleContextHolder.getLocale());
        return text == null ? key : text;
    }
}
