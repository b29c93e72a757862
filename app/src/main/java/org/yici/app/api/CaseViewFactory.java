package org.yici.app.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Awaited;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseAct;
import org.yici.app.casework.CaseEvent;
import org.yici.app.casework.CaseEvidence;
import org.yici.app.casework.Task;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.Label;

/** Puts cases and tasks into the API's form, in the language that the caller accepts. */
@Component
class CaseViewFactory {
    private final MessageSource messages;

    CaseViewFactory(MessageSource messages) {
        this.messages = messages;
    }

    ApiCase of(Case found) {
        Case.Deadline deadline = found.deadline();
        return new ApiCase(
                found.number(),
                found.item().slug(),
                text(found.item().label()),
                found.item().edition(),
                found.state().name(),
                message("case.state." + found.state()),
                found.parties().stream()
                        .map(party -> new ApiCase.Party(
                                party.role(),
                                party.identifier(),
                                party.name(),
                                party.consentedAt(),
                                party.confirmedAt(),
                                party.mustConsentAgain()))
                        .toList(),
                found.item().fields().stream()
                        .map(field -> new ApiCase.Field(
                                field.name(),
                                text(field.label()),
                                field.type().name(),
                                field.required(),
                                options(field),
                                field.party()))
                        .toList(),
                found.fields(),
                found.evidence().stream().map(CaseViewFactory::evidence).toList(),
                found.timeline().stream().map(this::event).toList(),
                found.openedAt(),
                found.submittedAt(),
                deadline == null ? null : deadline.acceptedAt(),
                found.promisedBy(),
                pause(deadline),
                found.awaited().stream().map(CaseViewFactory::awaited).toList(),
                found.closedAt(),
                found.result().stream()
                        .map(line -> new ApiCase.Result(
                                text(line.label()), line.value(), line.type().name(), line.step()))
                        .toList(),
                found.reason(),
                found.version(),
                found.changes().stream()
                        .map(change -> new ApiCase.Change(
                                change.material(),
                                change.kind().name(),
                                change.item(),
                                change.before(),
                                change.after(),
                                change.text()))
                        .toList(),
                contract(found.contract()),
                found.waits().stream().map(CaseViewFactory::waiting).toList(),
                exits(found.exits(), found.allows(CaseAct.REFUSE)),
                found.allowed().stream().sorted().map(CaseAct::name).toList());
    }

    private static ApiCase.@Nullable Pause pause(Case.@Nullable Deadline deadline) {
        Case.Pause pause = deadline == null ? null : deadline.pause();
        return pause == null
                ? null
                : new ApiCase.Pause(
                        pause.since(), text(pause.why()), pause.left().toSeconds(), pause.daysLeft());
    }

    private static ApiCase.Awaited awaited(Awaited act) {
        return new ApiCase.Awaited(
                act.by().name(),
                act.who(),
                act.duty().name(),
                act.what() == null ? null : text(act.what()),
                act.mine());
    }

    private static ApiCase.Exits exits(Case.Exits exits, boolean refuse) {
        return new ApiCase.Exits(
                exits.bound(),
                refuse,
                exits.refusers(),
                exits.two(),
                exits.written().stream()
                        .map(entry -> new ApiCase.Entry(entry.department(), text(entry.label())))
                        .toList(),
                proposal(exits.proposal()));
    }

    private static ApiCase.Waiting waiting(Case.Waiting waiting) {
        Case.Action action = waiting.action();
        return new ApiCase.Waiting(
                waiting.step(),
                text(waiting.label()),
                waiting.since(),
                waiting.late(),
                action == null ? null : new ApiCase.Action(text(action.label()), action.text(), action.href()));
    }

    ApiTask of(Task task) {
        return new ApiTask(
                task.id(),
                task.key(),
                text(task.label()),
                task.department(),
                task.caseNumber(),
                text(task.item()),
                task.applicant(),
                task.createdAt(),
                task.dueAt(),
                task.mine(),
                task.holder(),
                task.stopped(),
                task.verdicts(),
                task.secondEyes(),
                proposal(task.proposal()),
                task.findings().stream()
                        .map(finding -> new ApiTask.Finding(
                                finding.department(),
                                finding.step(),
                                text(finding.label()),
                                finding.value(),
                                finding.type().name()))
                        .toList(),
                task.inputs().stream()
                        .map(input -> new ApiTask.Input(
                                input.field().name(),
                                text(input.field().label()),
                                input.field().type().name(),
                                input.field().required(),
                                options(input.field()),
                                input.suggested()))
                        .toList());
    }

    private static ApiTask.@Nullable Proposal proposal(Task.@Nullable Proposal proposal) {
        return proposal == null
                ? null
                : new ApiTask.Proposal(
                        proposal.official(),
                        proposal.own(),
                        proposal.at(),
                        proposal.decision().verdict(),
                        proposal.decision().comment(),
                        proposal.decision().values());
    }

    private static ApiCase.@Nullable Contract contract(Case.@Nullable Contract contract) {
        return contract == null
                ? null
                : new ApiCase.Contract(text(contract.label()), contract.text(), contract.digest(), contract.agreed());
    }

    private static ApiCase.Evidence evidence(CaseEvidence retrieved) {
        return new ApiCase.Evidence(
                retrieved.material(),
                retrieved.status().name(),
                retrieved.provider(),
                retrieved.values(),
                retrieved.records(),
                retrieved.sourceTime(),
                retrieved.retrievedAt(),
                retrieved.rule(),
                retrieved.leaf());
    }

    private ApiCase.Event event(CaseEvent event) {
        return new ApiCase.Event(
                event.at(),
                event.key(),
                message(event.key(), event.arguments().toArray()),
                event.actor(),
                event.department(),
                event.leaf());
    }

    private static Map<String, String> options(ServiceItem.Field field) {
        Map<String, String> options = new LinkedHashMap<>();
        field.options().forEach(option -> options.put(option.value(), text(option.label())));
        return options;
    }

    private String message(String key, Object... arguments) {
        String text = messages.getMessage(key, arguments, key, locale());
        return text == null ? key : text;
    }

    private static String text(Label label) {
        return label.in(locale().getLanguage());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
