package org.yici.app.web;

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
import org.yici.app.casework.Case.CaseEvidence;
import org.yici.app.casework.Case.CaseParty;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.ServiceItem;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.identity.User;

/** Puts cases into words. */
@Component
class CaseViews {
    private final CaseTexts texts;
    private final CaseStages stages;
    private final CaseLanes lanes;
    private final Grants grants;

    CaseViews(CaseTexts texts, CaseStages stages, CaseLanes lanes, Grants grants) {
        this.texts = texts;
        this.stages = stages;
        this.lanes = lanes;
        this.grants = grants;
    }

    CaseView of(Case found, User user, Locale locale) {
        ServiceItem item = found.item();
        Optional<CaseParty> mine = mine(found, user);
        CaseView.Next next = next(found, mine);
        // Whoever has to act reads "you", not the name of a role.
        String you = next == CaseView.Next.CONFIRM ? ".you" : "";
        CaseSpeed speed = CaseSpeed.of(found, texts, locale);
        return new CaseView(
                found.number(),
                item.slug(),
                texts.label(locale, item.label()),
                item.code(),
                texts.department(locale, item.department()),
                item.kind() == ServiceItem.Kind.INSTANT,
                found.state().name(),
                texts.text(locale, "casepage.state." + found.state() + you),
                texts.text(locale, "casepage.hint." + found.state() + you, awaited(found, locale)),
                tone(found.state()),
                version(found),
                mine.map(CaseParty::role).orElse(""),
                mine.map(party -> party.consentedAt() != null).orElse(false),
                next,
                parties(found, mine, locale),
                fields(found, locale),
                materials(found, mine, locale),
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
                CaseView.Time.orNull(found.promisedBy()),
                found.statutory(),
                CaseView.Time.orNull(found.closedAt()),
                took(found, locale),
                speed.seconds(),
                speed.fromRegistration(),
                speed.sinceSubmission(),
                found.state().isClosed(),
                withdrawable(found, mine),
                awaited(found, locale));
    }

    /** The party that the user is; for a company's case, the one that the user acts for. */
    static Optional<CaseParty> mine(Case found, User user) {
        if (user.citizenId() == null) {
            return Optional.empty();
        }
        List<CaseParty> roles = found.parties().stream()
                .filter(party -> user.citizenId().equals(party.identifier()))
                .toList();
        // Of several roles of one person the one in which there is something left to do.
        Optional<CaseParty> open = found.state() == State.AWAITING_PARTY
                ? roles.stream().filter(party -> !confirmed(found, party)).findFirst()
                : Optional.empty();
        return open.or(() -> roles.stream().findFirst())
                .or(() -> found.item().parties().stream()
                        .filter(ServiceItem.Party::company)
                        .findFirst()
                        .flatMap(party -> found.party(party.role())));
    }

    /** What the user is about to be asked for: the shared materials about a party, by department and resource. */
    List<CaseView.Ask> asks(ServiceItem item, String role, Locale locale) {
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
    List<CaseView.Field> form(ServiceItem item, Map<String, String> values, Map<String, String> faults, Locale locale) {
        return item.fields().stream()
                .map(field -> field(field, values.get(field.name()), faults.get(field.name()), locale))
                .toList();
    }

    CaseView.Field field(ServiceItem.Field field, @Nullable String value, @Nullable String fault, Locale locale) {
        Map<String, String> options = new LinkedHashMap<>();
        field.options().forEach(option -> options.put(option.value(), texts.label(locale, option.label())));
        String label = texts.label(locale, field.label());
        return new CaseView.Field(
                field.name(),
                label,
                field.hint() == null ? null : texts.label(locale, field.hint()),
                field.type(),
                field.required(),
                options,
                Objects.requireNonNullElse(value, ""),
                fault == null ? null : fault(field, fault, label, locale));
    }

    /** Faults of casework's own checks in the words of the form; others in their own. */
    private String fault(ServiceItem.Field field, String fault, String label, Locale locale) {
        String own = fault.equals("field.error.required") ? "apply.error.required." : "apply.error.invalid.";
        boolean ofForm = fault.equals("field.error.required")
                || fault.equals("field.error.invalid")
                || fault.equals(
                        "field.error." + field.type().toLowerCase(Locale.ROOT).replace('_', '-'));
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
                found.waits()));
    }

    private static CaseView.Next next(Case found, Optional<CaseParty> mine) {
        if (mine.isEmpty()) {
            return CaseView.Next.NOTHING;
        }
        boolean applicant = isApplicant(found, mine);
        return switch (found.state()) {
            case DRAFT -> applicant ? CaseView.Next.CONTINUE : CaseView.Next.NOTHING;
            case AWAITING_PARTY ->
                !applicant && mine.get().confirmedAt() == null ? CaseView.Next.CONFIRM : CaseView.Next.NOTHING;
            case SUPPLEMENT -> applicant ? CaseView.Next.SUPPLEMENT : CaseView.Next.NOTHING;
            case STOPPED -> applicant ? CaseView.Next.RENEW : CaseView.Next.NOTHING;
            default -> CaseView.Next.NOTHING;
        };
    }

    private static boolean isApplicant(Case found, Optional<CaseParty> mine) {
        return mine.isPresent()
                && mine.get().role().equals(found.item().parties().getFirst().role());
    }

    private static boolean withdrawable(Case found, Optional<CaseParty> mine) {
        return isApplicant(found, mine)
                && switch (found.state()) {
                    case AWAITING_PARTY, AWAITING_DATA, SUBMITTED, IN_PROGRESS, SUPPLEMENT, STOPPED -> true;
                    default -> false;
                };
    }

    /** Who has still to confirm; whoever may not know of somebody reads the one whose household that is. */
    private String awaited(Case found, Locale locale) {
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
                .map(role -> partyLabel(found.item(), role, locale))
                .collect(Collectors.joining(", "));
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
        Duration taken = Duration.between(found.submittedAt(), found.closedAt());
        return taken.toHours() > 0
                ? texts.text(locale, "casepage.duration.hours", taken.toHours(), taken.toMinutesPart())
                : texts.text(locale, "casepage.duration.minutes", taken.toMinutes(), taken.toSecondsPart());
    }

    private List<CaseView.Party> parties(Case found, Optional<CaseParty> mine, Locale locale) {
        return found.parties().stream()
                .map(party -> new CaseView.Party(
                        party.role(),
                        partyLabel(found.item(), party.role(), locale),
                        // Before its licence arrives a company is known by its code alone.
                        party.name().equals(party.identifier()) ? "" : party.name(),
                        company(found.item(), party.role()) ? party.identifier() : CaseTexts.mask(party.identifier()),
                        mine.filter(party::equals).isPresent(),
                        party.consentedAt() != null,
                        confirmed(found, party),
                        found.item().householdOf(party.role()).isEmpty()))
                .toList();
    }

    /** Whether a role is a company's, whose credit code is no secret. */
    private static boolean company(ServiceItem item, String role) {
        return item.party(role).filter(ServiceItem.Party::company).isPresent();
    }

    private String partyLabel(ServiceItem item, String role, Locale locale) {
        return item.parties().stream()
                .filter(party -> party.role().equals(role))
                .findFirst()
                .map(party -> texts.label(locale, party.label()))
                .orElse(role);
    }

    private List<CaseView.Row> fields(Case found, Locale locale) {
        return found.item().fields().stream()
                .filter(field -> !found.fields().getOrDefault(field.name(), "").isBlank())
                .map(field -> {
                    String typed = found.fields().getOrDefault(field.name(), "");
                    // As among the parties of the same page; only a draft is read once more by whoever typed it.
                    boolean masked = field.type().equals("CITIZEN_ID") && found.state() != State.DRAFT;
                    String raw = masked ? CaseTexts.mask(typed) : typed;
                    String shown = field.options().stream()
                            .filter(option -> option.value().equals(raw))
                            .findFirst()
                            .map(option -> texts.label(locale, option.label()))
                            .orElseGet(() -> texts.entered(locale, field.type(), raw));
                    return new CaseView.Row(
                            field.name(), texts.label(locale, field.label()), shown, CaseTexts.masked(raw));
                })
                .toList();
    }

    private List<CaseView.Material> materials(Case found, Optional<CaseParty> mine, Locale locale) {
        return found.item().materials().stream()
                .filter(material -> found.party(material.party()).isPresent()
                        || ((mine.isEmpty() || isApplicant(found, mine))
                                && found.item()
                                        .party(material.party())
                                        .filter(ServiceItem.Party::isOptional)
                                        .isEmpty()))
                .map(material -> material(found, mine, material, locale))
                .toList();
    }

    private CaseView.Material material(
            Case found, Optional<CaseParty> mine, ServiceItem.Material material, Locale locale) {
        Optional<CaseEvidence> drawn = found.evidence(material.id());
        String provider = drawn.map(CaseEvidence::provider).orElse(texts.provider(material.resource()));
        List<CaseView.Row> rows =
                drawn.map(evidence -> rows(evidence, material, locale)).orElse(List.of());
        String rule = drawn.map(CaseEvidence::rule).orElse(null);
        return new CaseView.Material(
                material.id(),
                texts.label(locale, material.label()),
                material.supply().name(),
                material.party(),
                partyLabel(found.item(), material.party(), locale),
                texts.department(locale, provider),
                texts.resource(locale, material.resource()),
                texts.department(locale, material.consumer()),
                drawn.map(evidence -> evidence.status().name()).orElseGet(() -> notDrawn(found, mine, material)),
                rows,
                drawn.map(CaseEvidence::records).orElse(0),
                drawn.map(CaseEvidence::sourceTime).map(CaseView.Time::of).orElse(null),
                drawn.map(CaseEvidence::drawnAt).map(CaseView.Time::of).orElse(null),
                rule == null ? null : texts.text(locale, "casepage.rule." + rule),
                drawn.map(CaseEvidence::leaf).orElse(-1L));
    }

    /**
     * Why a material is not shown: CONSENT while its party has to agree, PRIVATE if it is about another party than the viewer, else
     * PENDING: it comes later or never.
     */
    private static String notDrawn(Case found, Optional<CaseParty> mine, ServiceItem.Material material) {
        boolean agreed = found.party(material.party())
                .filter(party -> party.consentedAt() != null)
                .isPresent();
        if (material.supply() != ServiceItem.Supply.SHARED) {
            return "PENDING";
        }
        boolean others =
                mine.filter(viewer -> !viewer.role().equals(material.party())).isPresent();
        return !agreed ? "CONSENT" : others ? "PRIVATE" : "PENDING";
    }

    private List<CaseView.Row> rows(CaseEvidence evidence, ServiceItem.Material material, Locale locale) {
        List<String> order = new ArrayList<>(material.items());
        evidence.values().keySet().stream()
                .filter(name -> !order.contains(name))
                .sorted()
                .forEach(order::add);
        return order.stream()
                .filter(evidence.values()::containsKey)
                .map(name -> row(evidence, material, name, locale))
                .toList();
    }

    private CaseView.Row row(CaseEvidence evidence, ServiceItem.Material material, String name, Locale locale) {
        String label = evidence.labels().containsKey(name)
                ? texts.label(locale, evidence.labels().get(name))
                : texts.item(locale, material.resource(), name);
        String raw = evidence.values().get(name);
        return new CaseView.Row(name, label, texts.value(locale, name, label, raw), CaseTexts.masked(raw));
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
                    event.key().startsWith("case.event.drawn")));
        }
        return events;
    }

    private List<CaseView.Row> result(Case found, Locale locale) {
        Set<String> shownApart = CaseSpeed.labels(found, texts, locale);
        List<CaseView.Row> rows = new ArrayList<>();
        found.result().forEach((label, value) -> {
            if (!shownApart.contains(label)) {
                rows.add(new CaseView.Row(
                        Integer.toString(rows.size() + 1), label, texts.told(locale, label, value), false));
            }
        });
        return rows;
    }
}
