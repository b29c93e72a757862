package org.yici.app.web.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Awaited;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseAct;
import org.yici.app.casework.CaseEvent;
import org.yici.app.casework.CaseParty;
import org.yici.app.casework.EvidenceChange;
import org.yici.app.casework.Task;
import org.yici.app.service.ServiceItem;

/** Puts cases into words. */
@Component
public class CaseViews {
    private static final Map<String, String> TONES = Stream.concat(
                    Stream.of(
                                    "stopped",
                                    "stopped-consent",
                                    "stopped-refused",
                                    "data-refused",
                                    "task-refused",
                                    "refused",
                                    "case-refused",
                                    "withdrawn",
                                    "declined")
                            .map(event -> Map.entry("case.event." + event, "stop")),
                    Stream.of(
                                    "sent-back",
                                    "supplemented-changed",
                                    "write-back-delayed",
                                    "write-back-hindered",
                                    "data-late",
                                    "claimed-elsewhere",
                                    "left-behind",
                                    "proposal-returned",
                                    "taken-back",
                                    "household-taken-back")
                            .map(event -> Map.entry("case.event." + event, "wait")))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final CaseTexts texts;
    private final CaseStages stages;
    private final CaseLanes lanes;
    private final CaseMaterials materials;
    private final CaseParties parties;
    private final CaseTimes times;
    private final CaseAsks asks;

    CaseViews(
            CaseTexts texts,
            CaseStages stages,
            CaseLanes lanes,
            CaseMaterials materials,
            CaseParties parties,
            CaseTimes times,
            CaseAsks asks) {
        this.texts = texts;
        this.stages = stages;
        this.lanes = lanes;
        this.materials = materials;
        this.parties = parties;
        this.times = times;
        this.asks = asks;
    }

    /** The case in words for whoever it was shown to. */
    public CaseView of(Case found, Locale locale) {
        ServiceItem item = found.item();
        Optional<CaseParty> mine = found.own();
        CaseView.Next next = next(found);
        String reader = reader(found, next);
        CaseSpeed speed = CaseSpeed.of(found);
        return new CaseView(
                found.number(),
                item.slug(),
                texts.label(locale, item.label()),
                item.code(),
                item.edition(),
                texts.department(locale, item.department()),
                item.isDecidedByRules(),
                found.state().name(),
                texts.text(locale, "casepage.state." + found.state() + you(next)),
                texts.text(locale, "casepage.hint." + found.state() + reader, parties.awaited(found, locale)),
                tone(found.state()),
                version(found),
                mine.map(CaseParty::role).orElse(""),
                mine.map(party -> party.consentedAt() != null).orElse(false),
                next,
                parties.of(found, mine, locale),
                parties.fields(found, mine, locale),
                materials.of(found, mine, locale),
                events(found, locale),
                stages.of(found, locale),
                lanes.of(found, locale),
                result(found, locale),
                found.reason(),
                found.changes().stream().map(EvidenceChange::text).toList(),
                contract(found.contract(), locale),
                found.waits().stream().map(waiting -> waiting(waiting, locale)).toList(),
                CaseView.Time.of(found.openedAt()),
                CaseView.Time.orNull(found.submittedAt()),
                times.deadline(found.deadline(), locale),
                times.promise(item, locale),
                CaseView.Time.orNull(found.closedAt()),
                times.took(found, locale),
                speed.seconds(),
                speed.fromRegistration(),
                speed.sinceSubmission(),
                found.state().isClosed(),
                exits(found, locale),
                parties.awaited(found, locale),
                found.awaited().stream()
                        .map(act -> parties.turn(found, act, locale))
                        .toList(),
                mine.flatMap(party -> item.householdOf(party.role()))
                        .map(role -> texts.party(locale, item, role))
                        .orElse(""),
                found.about().stream()
                        .map(detail -> new CaseView.Row(
                                "",
                                texts.label(locale, detail.label()),
                                texts.told(locale, detail.type(), detail.value()),
                                false))
                        .toList(),
                asks.of(item, mine.map(CaseParty::role).orElse(""), locale).stream()
                        .anyMatch(AskView::consentNeeded),
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
                found.deadline(),
                found.allowed()));
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
        boolean confirms = found.awaited().stream().anyMatch(act -> act.mine() && act.duty() == Awaited.Duty.CONFIRM);
        return confirms ? CaseView.Next.CONFIRM : CaseView.Next.NOTHING;
    }

    /** Whoever has to act reads "you", not the name of a role. */
    private static String you(CaseView.Next next) {
        return next == CaseView.Next.CONFIRM ? ".you" : "";
    }

    /** Of a stopped case everybody reads what they can do themselves. */
    private static String reader(Case found, CaseView.Next next) {
        if (found.state() == State.COMPLETED
                && found.item().handling().writeBacks().isEmpty()) {
            // No register was written.
            return ".plain";
        }
        if (found.state() != State.STOPPED) {
            Case.Deadline deadline = found.deadline();
            boolean paused = found.state() == State.IN_PROGRESS && deadline != null && deadline.pause() != null;
            return paused ? ".paused" : you(next);
        }
        if (found.awaited().stream().anyMatch(act -> act.duty() == Awaited.Duty.CONSENT)) {
            return ".consent";
        }
        String who = found.allows(CaseAct.REFUSE) ? ".department" : next == CaseView.Next.RENEW ? ".you" : "";
        // What is in a register already leaves nobody but a department a way out.
        return found.exits().bound() ? who + ".bound" : who;
    }

    private CaseView.Exits exits(Case found, Locale locale) {
        Case.Exits exits = found.exits();
        boolean bound = exits.bound() && found.isOfApplicant() && !found.state().isClosed();
        Task.Proposal proposal = exits.proposal();
        String refusers = exits.refusers().stream()
                .map(department -> texts.department(locale, department))
                .collect(Collectors.joining(texts.text(locale, "casepage.comma")));
        return new CaseView.Exits(
                found.allows(CaseAct.WITHDRAW) && found.state() != State.DRAFT,
                found.allows(CaseAct.REFUSE),
                found.allows(CaseAct.TAKE_BACK),
                found.allows(CaseAct.DECLINE),
                bound ? texts.text(locale, "casepage.withdraw.bound", refusers) : null,
                exits.two(),
                exits.written().stream()
                        .map(entry -> texts.text(
                                locale,
                                "casepage.refuse.written",
                                texts.label(locale, entry.label()),
                                texts.department(locale, entry.department())))
                        .toList(),
                proposal == null
                        ? null
                        : new CaseView.RefusalProposal(
                                proposal.official(),
                                proposal.own(),
                                CaseView.Time.of(proposal.at()),
                                proposal.decision().comment(),
                                found.allows(CaseAct.RETURN_REFUSAL)));
    }

    /** Newest first, so that what has just happened is in sight. */
    private List<CaseView.Event> events(Case found, Locale locale) {
        return found.timeline().reversed().stream()
                .map(event -> event(event, locale))
                .toList();
    }

    /** One thing that happened. */
    public CaseView.Event event(CaseEvent event, Locale locale) {
        String department = texts.department(locale, event.department());
        String who = department.isEmpty() || department.equals(event.actor())
                ? event.actor()
                : department + " · " + event.actor();
        return new CaseView.Event(
                new CaseView.Time(event.at().toString(), CaseTexts.second(event.at())),
                texts.text(locale, event.key(), event.arguments().toArray()),
                who,
                event.leaf(),
                event.routine() ? "minor" : TONES.getOrDefault(event.key(), ""));
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
