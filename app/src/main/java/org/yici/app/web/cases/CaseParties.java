package org.yici.app.web.cases;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Awaited;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseParty;
import org.yici.app.service.FieldType;
import org.yici.app.service.ServiceItem;

/** Puts into words who takes part in a case, what each filled in, and whose turn it is. */
@Component
class CaseParties {
    private final CaseTexts texts;

    CaseParties(CaseTexts texts) {
        this.texts = texts;
    }

    CaseView.Turn turn(Case found, Awaited act, Locale locale) {
        String what = act.what() == null ? "" : texts.label(locale, act.what());
        // What is in a register already cannot be taken back.
        String bound = act.duty() == Awaited.Duty.RENEW && found.exits().bound() ? ".bound" : "";
        return new CaseView.Turn(
                who(found.item(), act, locale),
                texts.text(locale, "casepage.turn." + act.duty() + bound, what),
                act.mine());
    }

    private String who(ServiceItem item, Awaited act, Locale locale) {
        return switch (act.by()) {
            case PARTY ->
                !act.who().isEmpty()
                        ? texts.party(locale, item, act.who())
                        : act.what() == null ? "" : texts.label(locale, act.what());
            case DEPARTMENT -> texts.department(locale, act.who());
            case PLATFORM -> texts.text(locale, "casepage.turn.platform");
        };
    }

    /** The parties that must act, as far as the viewer may know of them. */
    String awaited(Case found, Locale locale) {
        return found.awaited().stream()
                .filter(act -> act.by() == Awaited.By.PARTY)
                .map(act -> who(found.item(), act, locale))
                .distinct()
                .collect(Collectors.joining(texts.text(locale, "casepage.comma")));
    }

    List<CaseView.Party> of(Case found, Optional<CaseParty> mine, Locale locale) {
        return found.parties().stream()
                .map(party -> new CaseView.Party(
                        party.role(),
                        texts.party(locale, found.item(), party.role()),
                        // Before its licence arrives a company is known by its code alone.
                        party.name().equals(party.identifier()) ? "" : party.name(),
                        company(found.item(), party.role()) ? party.identifier() : CaseTexts.mask(party.identifier()),
                        mine.filter(party::equals).isPresent(),
                        party.consentedAt() != null,
                        found.isConfirmedBy(party),
                        found.item().householdOf(party.role()).isEmpty(),
                        party.mustConsentAgain()))
                .toList();
    }

    /** Whether a role is a company's, whose credit code is no secret. */
    private static boolean company(ServiceItem item, String role) {
        return item.party(role).filter(ServiceItem.Party::company).isPresent();
    }

    List<CaseView.Row> fields(Case found, Optional<CaseParty> mine, Locale locale) {
        return found.item().fields().stream()
                .filter(field -> !found.fields().getOrDefault(field.name(), "").isBlank())
                .map(field -> {
                    String typed = found.fields().getOrDefault(field.name(), "");
                    // As among the parties of the same page; only a draft is read once more by whoever typed it.
                    boolean masked = field.type() == FieldType.CITIZEN_ID && found.state() != State.DRAFT;
                    String raw = masked ? CaseTexts.mask(typed) : typed;
                    String shown = field.options().stream()
                            .filter(option -> option.value().equals(raw))
                            .findFirst()
                            .map(option -> texts.label(locale, option.label()))
                            .orElseGet(() -> texts.entered(locale, field.type(), raw));
                    return new CaseView.Row(
                            field.name(), label(found.item(), field, mine, locale), shown, CaseTexts.masked(raw));
                })
                .toList();
    }

    /** A field of another party's form speaks to that party; to others it names whom it is about. */
    private String label(ServiceItem item, ServiceItem.Field field, Optional<CaseParty> mine, Locale locale) {
        boolean own = field.party() == null
                || mine.filter(party -> party.role().equals(field.party())).isPresent();
        if (!own) {
            for (ServiceItem.Party party : item.parties()) {
                if (field.name().equals(party.role() + "_name") || field.name().equals(party.role() + "_id")) {
                    String part = field.name().endsWith("_id") ? "id" : "name";
                    return texts.text(locale, "casepage.party." + part, texts.party(locale, item, party.role()));
                }
            }
        }
        return texts.label(locale, field.label());
    }
}
