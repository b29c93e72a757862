package org.yici.app.web.cases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.CaseParty;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseAct;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.identity.User;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.FieldType;
import org.yici.app.service.ServiceItem;

/** Puts cases into words. */
@Component
public class CaseViews {
    private final CaseTexts texts;
    private final CaseStages stages;
    private final CaseLanes lanes;
    private final CaseMaterials materials;
    private final Grants grants;

    CaseViews(CaseTexts texts, CaseStages stages, CaseLanes lanes, CaseMaterials materials, Grants grants) {
        this.materials = materials;
        this.texts = texts;
        this.stages = stages;
        this.lanes = lanes;
        this.grants = grants;
    }

    public CaseView of(Case found, User user, Locale locale) {
        ServiceItem item = found.item();
        Optional<CaseParty> mine = mine(found);
        CaseView.Next next = next(found);
        String reader = reader(found, mine, next);
        CaseSpeed speed = CaseSpeed.of(found);
        return new CaseView(
                found.number(),
                item.slug(),
                texts.label(locale, item.label()),
                item.code(),
                texts.department(locale, item.department()),
                item.isDecidedByRules(),
                found.state().name(),
                texts.text(locale, "casepage.state." + found.state() + you(next)),
                texts.text(locale, "casepage.hint." + found.state() + reader, awaited(found, locale)),
                tone(found.state()),
                version(found),
                mine.map(CaseParty::role).orElse(""),
                mine.map(party -> party.consentedAt() != null).orElse(false),
                next,
                parties(found, mine, locale),
                fields(found, mine, locale),
                materials.of(found, mine, locale),
                events(found, locale),
                stages.of(found, locale),
                lanes.of(found, locale),
                result(found, locale),
                found.reason(),
                found.changes().stream().map(Case.Change::text).toList(),
                contract(found.contract(), locale),
                found.waits().stream().map(waiting -> waiting(waiting, locale)).toList(),
                CaseView.Time.of(found.openedAt()),
                CaseView.Time.orNull(found.submittedAt()),
                deadline(found.deadline(), locale),
                promise(item, locale),
                CaseView.Time.orNull(found.closedAt()),
                took(found, locale),
                speed.seconds(),
                speed.fromRegistration(),
                speed.sinceSubmission(),
                found.state().isClosed(),
                exits(found, mine, locale),
                awaited(found, locale),
                found.awaited().stream().map(act -> turn(item, act, locale)).toList(),
                mine.flatMap(party -> item.householdOf(party.role()))
                        .map(role -> texts.party(locale, item, role))
                        .orElse(""),
                found.about().stream()
                        .map(fact -> {
                            String label = texts.label(locale, fact.label());
                            return new CaseView.Row("", label, texts.told(locale, fact.type(), fact.value()), false);
                        })
                        .toList(),
                asks(item, mine.map(CaseParty::role).orElse(""), locale).stream()
                        .anyMatch(CaseView.Ask::consentNeeded),
                found.corrections().stream()
                        .map(one -> new CaseView.Correction(
                                one.step(),
                                texts.department(locale, one.department()),
                                texts.label(locale, one.text()),
                                CaseView.Time.orNull(one.doneAt()),
                                one.mine(),
                                one.href()))
                        .toList());
    }

    private CaseView.@Nullable Deadline deadline(Case.@Nullable Deadline deadline, Locale locale) {
        if (deadline == null) {
            return null;
        }
        Case.Pause pause = deadline.pause();
        return new CaseView.Deadline(
                CaseView.Time.of(deadline.acceptedAt()),
                CaseView.Time.orNull(deadline.promisedBy()),
                deadline.statutory(),
                pause == null
                        ? null
                        : new CaseView.Pause(
                                CaseView.Time.of(pause.since()),
                                texts.label(locale, pause.why()),
                                duration(pause.left(), locale),
                                pause.daysLeft()));
    }

    private String promise(ServiceItem item, Locale locale) {
        int minutes = item.guide().promisedMinutes();
        int day = (int) Duration.ofDays(1).toMinutes();
        return minutes % day == 0
                ? texts.text(locale, "casepage.promise.days", minutes / day)
                : texts.text(locale, "casepage.promise.minutes", minutes);
    }

    private CaseView.Turn turn(ServiceItem item, Case.Awaited act, Locale locale) {
        String what = act.what() == null ? "" : texts.label(locale, act.what());
        String who = switch (act.by()) {
            case PARTY -> act.who().isEmpty() ? what : texts.party(locale, item, act.who());
            case DEPARTMENT -> texts.department(locale, act.who());
            case PLATFORM -> texts.text(locale, "casepage.turn.platform");
        };
        return new CaseView.Turn(who, texts.text(locale, "casepage.turn." + act.duty(), what), act.mine());
    }

    /** The role in which the viewer takes part: of several, the one in which there is something left to do. */
    static Optional<CaseParty> mine(Case found) {
        List<CaseParty> roles = found.parties().stream().filter(CaseParty::mine).toList();
        Set<String> due = found.awaited().stream()
                .filter(Case.Awaited::mine)
                .map(Case.Awaited::who)
                .collect(Collectors.toSet());
        return roles.stream()
                .filter(party -> due.contains(party.role()))
                .findFirst()
                .or(() -> roles.stream().filter(CaseParty::mustConsentAgain).findFirst())
                .or(() -> roles.stream().findFirst());
    }

    /** What the user is about to be asked for: the shared materials about a party, by department and resource. */
    public List<CaseView.Ask> asks(ServiceItem item, String role, Locale locale) {
        List<CaseView.Ask> asks = new ArrayList<>();
        for (ServiceItem.Material material : item.materials()) {
            if (material.supply() != ServiceItem.Supply.SHARED
                    || !material.party().equals(role)) {
                continue;
            }
            String resource = Objects.requireNonNullElse(material.resource(), "");
            String consumer = Objects.requireNonNullElse(material.consumer(), "");
            Optional<Grant> grant = grants.find(consumer, resource, item.slug());
            asks.add(new CaseView.Ask(
                    material.id(),
                    texts.label(locale, material.label()),
                    texts.department(locale, texts.provider(resource)),
                    texts.resource(locale, resource),
                    material.items().stream()
                            .map(name -> texts.item(locale, resource, name))
                            .toList(),
                    List.of(texts.department(locale, consumer)),
                    grant.map(Grant::consentNeeded).orElse(true),
                    grant.map(found -> texts.label(locale, found.purposeLabel()))
                            .orElse(texts.label(locale, item.label())),
                    grant.map(Grant::basis).orElse("")));
        }
        return asks;
    }

    /** The form's fields with values and faults (field name to message key). */
    public List<CaseView.Field> form(
            ServiceItem item, Map<String, String> values, Map<String, String> faults, Locale locale) {
        return item.fields().stream()
                .map(field -> field(field, values.get(field.name()), faults.get(field.name()), locale))
                .toList();
    }

    /** The same for a case, of which it is known which optional fields must be filled in. */
    public List<CaseView.Field> form(
            Case found, ServiceItem item, Map<String, String> values, Map<String, String> faults, Locale locale) {
        return form(item, values, faults, locale).stream()
                .map(field -> field.needed(found.needed().get(field.name())))
                .toList();
    }

    public CaseView.Field field(
            ServiceItem.Field field, @Nullable String value, @Nullable String fault, Locale locale) {
        Map<String, String> options = new LinkedHashMap<>();
        field.options().forEach(option -> options.put(option.value(), texts.label(locale, option.label())));
        String label = texts.label(locale, field.label());
        return new CaseView.Field(
                field.name(),
                label,
                field.hint() == null ? null : texts.label(locale, field.hint()),
                field.type().name(),
                field.required(),
                options,
                Objects.requireNonNullElse(value, ""),
                fault == null ? null : fault(field, fault, label, locale),
                null);
    }

    /** Faults of casework's own checks in the words of the form; others in their own. */
    private String fault(ServiceItem.Field field, String fault, String label, Locale locale) {
        if (!fault.startsWith("field.")) {
            // The service item's own text.
            return fault;
        }
        String own = fault.equals(FieldChecks.REQUIRED) ? "apply.error.required." : "apply.error.invalid.";
        boolean ofForm =
                fault.equals(FieldChecks.REQUIRED) || fault.equals(field.type().fault());
        return texts.text(locale, ofForm ? own + field.type() : fault, label);
    }

    private CaseView.@Nullable Contract contract(Case.@Nullable Contract contract, Locale locale) {
        return contract == null
                ? null
                : new CaseView.Contract(
                        texts.label(locale, contract.label()), contract.text(), contract.digest(), contract.agreed());
    }

    private CaseView.Waiting waiting(Case.Waiting waiting, Locale locale) {
        Case.Action action = waiting.action();
        return new CaseView.Waiting(
                waiting.step(),
                texts.label(locale, waiting.label()),
                CaseView.Time.of(waiting.since()),
                waiting.late(),
                action == null
                        ? null
                        : new CaseView.Action(texts.label(locale, action.label()), action.text(), action.href()));
    }

    private static String tone(State state) {
        return switch (state) {
            case COMPLETED -> "done";
            case REFUSED, STOPPED -> "stop";
            case AWAITING_PARTY, SUPPLEMENT -> "wait";
            case DRAFT, WITHDRAWN -> "idle";
            case AWAITING_DATA, SUBMITTED, IN_PROGRESS, REGISTERING -> "work";
        };
    }

    private static String version(Case found) {
        return Integer.toHexString(Objects.hash(
                found.state(),
                found.timeline(),
                found.evidence(),
                found.result(),
                found.parties(),
                found.reason(),
                found.waits(),
                found.awaited(),
                found.corrections(),
                found.deadline()));
    }

    /** What the viewer has to do next, of what it may do. */
    private static CaseView.Next next(Case found) {
        if (found.allows(CaseAct.CONTINUE)) {
            return CaseView.Next.CONTINUE;
        } else if (found.allows(CaseAct.SUPPLEMENT)) {
            return CaseView.Next.SUPPLEMENT;
        } else if (found.allows(CaseAct.RENEW)) {
            return CaseView.Next.RENEW;
        }
        boolean confirms =
                found.awaited().stream().anyMatch(act -> act.mine() && act.duty() == Case.Awaited.Duty.CONFIRM);
        return confirms ? CaseView.Next.CONFIRM : CaseView.Next.NOTHING;
    }

    /** Whoever has to act reads "you", not the name of a role. */
    private static String you(CaseView.Next next) {
        return next == CaseView.Next.CONFIRM ? ".you" : "";
    }

    /** Of a stopped case everybody reads what they can do themselves. */
    private static String reader(Case found, Optional<CaseParty> mine, CaseView.Next next) {
        if (found.state() != State.STOPPED) {
            Case.Deadline deadline = found.deadline();
            boolean paused = found.state() == State.IN_PROGRESS && deadline != null && deadline.pause() != null;
            return paused ? ".paused" : you(next);
        }
        if (!found.changes().isEmpty()
                && found.changes().stream().allMatch(change -> change.kind() == Case.Change.Kind.CONSENT)) {
            return ".consent";
        }
        return found.allows(CaseAct.REFUSE) ? ".department" : next == CaseView.Next.RENEW ? ".you" : "";
    }

    static boolean isApplicant(Case found, Optional<CaseParty> mine) {
        return mine.isPresent()
                && mine.get().role().equals(found.item().parties().getFirst().role());
    }

    private CaseView.Exits exits(Case found, Optional<CaseParty> mine, Locale locale) {
        Case.Exits exits = found.exits();
        boolean bound =
                exits.bound() && isApplicant(found, mine) && !found.state().isClosed();
        String refusers = exits.refusers().stream()
                .map(department -> texts.department(locale, department))
                .collect(Collectors.joining(texts.text(locale, "casepage.comma")));
        return new CaseView.Exits(
                found.allows(CaseAct.WITHDRAW) && found.state() != State.DRAFT,
                found.allows(CaseAct.REFUSE),
                found.allows(CaseAct.TAKE_BACK),
                bound ? texts.text(locale, "casepage.withdraw.bound", refusers) : null,
                exits.written().stream()
                        .map(entry -> texts.text(
                                locale,
                                "casepage.refuse.written",
                                texts.label(locale, entry.label()),
                                texts.department(locale, entry.department())))
                        .toList());
    }

    /**
     * Who must act, by the names of their roles: for the applicant alone can a stopped case go on; whoever may not know of somebody reads the
     * one whose household that is.
     */
    private String awaited(Case found, Locale locale) {
        if (found.state() == State.STOPPED) {
            return texts.party(
                    locale, found.item(), found.item().parties().getFirst().role());
        }
        List<String> open = found.parties().stream()
                .filter(party -> !confirmed(found, party))
                .map(CaseParty::role)
                .toList();
        List<String> shown = open.isEmpty() && found.state() == State.AWAITING_PARTY
                ? found.item().parties().stream()
                        .flatMap(party -> found.item().householdOf(party.role()).stream())
                        .distinct()
                        .toList()
                : open;
        return shown.stream()
                .map(role -> texts.party(locale, found.item(), role))
                .collect(Collectors.joining(texts.text(locale, "casepage.comma")));
    }

    /** The applicant confirms by handing in. */
    private static boolean confirmed(Case found, CaseParty party) {
        boolean first = party.role().equals(found.item().parties().getFirst().role());
        return party.confirmedAt() != null || (first && found.submittedAt() != null);
    }

    private String took(Case found, Locale locale) {
        if (found.submittedAt() == null || found.closedAt() == null) {
            return "";
        }
        return duration(Duration.between(found.submittedAt(), found.closedAt()), locale);
    }

    private String duration(Duration taken, Locale locale) {
        return taken.toHours() > 0
                ? texts.text(locale, "casepage.duration.hours", taken.toHours(), taken.toMinutesPart())
                : texts.text(locale, "casepage.duration.minutes", taken.toMinutes(), taken.toSecondsPart());
    }

    private List<CaseView.Party> parties(Case found, Optional<CaseParty> mine, Locale locale) {
        return found.parties().stream()
                .map(party -> new CaseView.Party(
                        party.role(),
                        texts.party(locale, found.item(), party.role()),
                        // Before its licence arrives a company is known by its code alone.
                        party.name().equals(party.identifier()) ? "" : party.name(),
                        company(found.item(), party.role()) ? party.identifier() : CaseTexts.mask(party.identifier()),
                        mine.filter(party::equals).isPresent(),
                        party.consentedAt() != null,
                        confirmed(found, party),
                        found.item().householdOf(party.role()).isEmpty(),
                        party.mustConsentAgain()))
                .toList();
    }

    /** Whether a role is a company's, whose credit code is no secret. */
    private static boolean company(ServiceItem item, String role) {
        return item.party(role).filter(ServiceItem.Party::company).isPresent();
    }

    private List<CaseView.Row> fields(Case found, Optional<CaseParty> mine, Locale locale) {
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

    /** Newest first, so that what has just happened is in sight. */
    private List<CaseView.Event> events(Case found, Locale locale) {
        List<CaseView.Event> events = new ArrayList<>();
        for (Case.Event event : found.timeline().reversed()) {
            String department = texts.department(locale, event.department());
            String who = department.isEmpty() || department.equals(event.actor())
                    ? event.actor()
                    : department + " · " + event.actor();
            events.add(new CaseView.Event(
                    new CaseView.Time(event.at().toString(), CaseTexts.second(event.at())),
                    texts.text(locale, event.key(), event.arguments().toArray()),
                    who,
                    event.leaf(),
                    events.isEmpty(),
                    event.routine()));
        }
        return events;
    }

    private List<CaseView.Row> result(Case found, Locale locale) {
        List<CaseView.Row> rows = new ArrayList<>();
        for (Case.Result line : found.result()) {
            // How fast it was is shown apart.
            if (line.speed() == null) {
                rows.add(new CaseView.Row(
                        Integer.toString(rows.size() + 1),
                        texts.label(locale, line.label()),
                        texts.told(locale, line.type(), line.value()),
                        false));
            }
        }
        return rows;
    }
}
