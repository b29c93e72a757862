package org.yici.app.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.UserTask;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.identity.Identities;
import org.yici.app.service.ServiceItem.Material;
import org.yici.app.service.ServiceItem.Supply;
import org.yici.kernel.resource.Resource;

/** Finds what does not fit in an item before any case can stumble over it. */
@Component
public class ItemValidation {
    private static final String SLUG = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final int LONGEST_SLUG = 60;
    private static final String IDENTIFIER = "[a-z_][a-z0-9_]*";

    private final Catalogue catalogue;
    private final Grants grants;
    private final Identities identities;
    private final MoveValidation moves;

    ItemValidation(Catalogue catalogue, Grants grants, Identities identities, MoveValidation moves) {
        this.moves = moves;
        this.catalogue = catalogue;
        this.grants = grants;
        this.identities = identities;
    }

    /** Every fault, as a sentence that says what to change. */
    List<String> faults(ServiceItem item, BpmnModel model, Set<String> tables) {
        List<String> faults = new ArrayList<>();
        if (!item.slug().matches(SLUG) || item.slug().length() > LONGEST_SLUG) {
            faults.add("slug " + item.slug()
                    + " cannot stand in an address: use small letters, digits and single hyphens, first a"
                    + " letter, at most " + LONGEST_SLUG);
        }
        departments(item, faults);
        PartyValidation.faults(item, faults);
        item.materials().forEach(material -> material(item, material, faults));
        faults.addAll(moves.faults(item));
        references(item, faults);
        faults.addAll(new ItemExpressions(item).faults());
        identity(item, faults);
        requirements(item, faults);
        writeBacks(item, faults);
        item.handling().decisions().stream()
                .filter(decision -> !tables.contains(decision.table()))
                .forEach(decision -> faults.add("the rules have no decision table " + decision.table()));
        Process process = model.getProcessById(item.process());
        if (process == null) {
            faults.add("the BPMN file has no process " + item.process());
        } else {
            process(item, process, faults);
        }
        return faults;
    }

    private void departments(ServiceItem item, List<String> faults) {
        item.departments().stream()
                .filter(code -> identities.department(code).isEmpty())
                .forEach(code -> faults.add("department " + code + " is not registered"));
    }

    private void material(ServiceItem item, Material material, List<String> faults) {
        String what = "material " + material.id();
        if (item.party(material.party()).isEmpty()) {
            faults.add(what + " is about the unknown party " + material.party());
        }
        if (material.supply() != Supply.SHARED) {
            return;
        }
        if (material.resource() == null
                || material.consumer() == null
                || material.items().isEmpty()) {
            faults.add(what + " is shared, so it needs a resource, a consumer and items");
            return;
        }
        Optional<Resource> resource = catalogue.resource(material.resource());
        if (resource.isEmpty()) {
            faults.add(what + " comes from " + material.resource() + ", which is not published");
            return;
        }
        material.items().stream()
                .filter(name -> resource.get().item(name).isEmpty())
                .forEach(name -> faults.add(what + ": " + material.resource() + " has no item " + name));
        Optional<Grant> grant = grants.find(material.consumer(), material.resource(), item.slug());
        if (grant.isEmpty()) {
            faults.add(what + ": " + material.consumer() + " has no grant for " + material.resource()
                    + " with the purpose " + item.slug());
        } else {
            material.items().stream()
                    .filter(name -> !grant.get().items().contains(name))
                    .forEach(name ->
                            faults.add(what + ": the grant " + grant.get().id() + " does not cover the item " + name));
        }
    }

    private void identity(ServiceItem item, List<String> faults) {
        CaseProcess.Identity register = item.handling().identity();
        if (register == null) {
            return;
        }
        boolean open = grants.find(register.consumer(), register.resource(), register.purpose())
                .filter(grant -> !grant.consentNeeded() && grant.items().contains(register.item()))
                .isPresent();
        if (!open) {
            faults.add("identity: " + register.consumer() + " has no grant for the item " + register.item() + " of "
                    + register.resource() + " with the purpose " + register.purpose() + " that needs no consent");
        }
    }

    private static void requirements(ServiceItem item, List<String> faults) {
        item.handling().requirements().stream()
                .filter(requirement -> item.field(requirement.field()).isEmpty())
                .forEach(
                        requirement -> faults.add("a requirement is said at the unknown field " + requirement.field()));
    }

    private static void references(ServiceItem item, List<String> faults) {
        Set<String> materials = item.materials().stream()
                .filter(material -> material.supply() == Supply.SHARED)
                .map(Material::id)
                .collect(Collectors.toSet());
        CaseProcess handling = item.handling();
        Set<String> named = new HashSet<>(handling.later());
        handling.waits().forEach(wait -> named.add(wait.material()));
        handling.checks().forEach(check -> named.add(check.material()));
        handling.prefill().values().forEach(source -> named.add(source.material()));
        handling.names().values().forEach(source -> named.add(source.material()));
        named.stream()
                .filter(id -> !materials.contains(id))
                .sorted()
                .forEach(id -> faults.add("the handling names " + id + ", which is not a shared material"));
        for (CaseProcess.UserTask task : handling.tasks()) {
            task.separateFrom().stream()
                    .filter(key -> handling.task(key).isEmpty())
                    .forEach(key -> faults.add("the task " + task.key() + " is separate from the unknown task " + key));
        }
        handling.tasks().stream()
                .filter(task -> task.hasSecondEyes() && task.role() == null)
                .forEach(task -> faults.add("the task " + task.key()
                        + " asks for a second pair of eyes, so it must say whose: give it a role"));
        handling.prefill().keySet().stream()
                .filter(field -> item.field(field).isEmpty())
                .forEach(field -> faults.add("the handling fills the unknown field " + field));
        for (Check check : handling.checks()) {
            String field = check.confirms();
            if (field != null && item.field(field).isEmpty()) {
                faults.add("the check " + check.id() + " confirms the unknown field " + field);
            }
        }
    }

    private static void writeBacks(ServiceItem item, List<String> faults) {
        for (WriteBack target : item.handling().writeBacks()) {
            Stream.concat(Stream.of(target.caseColumn()), target.columns().keySet().stream())
                    .filter(column -> !column.matches(IDENTIFIER))
                    .forEach(column -> faults.add(target.id() + ": '" + column + "' is not a column's name"));
            if (!target.table().matches(IDENTIFIER + "(\\." + IDENTIFIER + ")?")) {
                faults.add(target.id() + ": '" + target.table() + "' is not a table's name");
            }
        }
    }

    private static void process(ServiceItem item, Process process, List<String> faults) {
        CaseProcess handling = item.handling();
        Collection<FlowElement> elements = process.getFlowElements();
        fit(
                "user task",
                ids(elements, UserTask.class),
                handling.tasks().stream().map(CaseProcess.UserTask::key),
                faults);
        fit(
                "task with ${decide}",
                ids(elements, "${decide}"),
                handling.decisions().stream().map(Decision::id),
                faults);
        fit(
                "task with ${writeBack}",
                ids(elements, "${writeBack}"),
                handling.writeBacks().stream().map(WriteBack::id),
                faults);
        fit(
                "receive task",
                ids(elements, ReceiveTask.class),
                handling.waits().stream().map(Wait::id),
                faults);
        elements.stream()
                .filter(UserTask.class::isInstance)
                .map(UserTask.class::cast)
                .filter(task -> handling.task(task.getId())
                        .filter(work -> !task.getCandidateGroups().equals(List.of(work.department())))
                        .isPresent())
                .forEach(task -> faults.add("user task " + task.getId()
                        + " must have its department as its one candidate group, not " + task.getCandidateGroups()));
        ids(elements, EndEvent.class).stream()
                .filter(id -> !id.equals(CaseProcess.COMPLETED) && !id.equals(CaseProcess.REFUSED))
                .forEach(id -> faults.add("end event " + id + " must be called completed or refused"));
    }

    private static void fit(String what, Set<String> inProcess, Stream<String> declared, List<String> faults) {
        Set<String> known = declared.collect(Collectors.toSet());
        inProcess.stream()
                .filter(id -> !known.contains(id))
                .sorted()
                .forEach(id ->
                        faults.add("the process has a " + what + " " + id + " that the handling does not declare"));
        known.stream()
                .filter(id -> !inProcess.contains(id))
                .sorted()
                .forEach(id -> faults.add("the handling declares " + id + ", but the process has no such " + what));
    }

    private static Set<String> ids(Collection<FlowElement> elements, Class<? extends FlowElement> type) {
        return elements.stream()
                .filter(type::isInstance)
                .map(FlowElement::getId)
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(Collection<FlowElement> elements, String delegate) {
        return elements.stream()
                .filter(ServiceTask.class::isInstance)
                .map(ServiceTask.class::cast)
                .filter(task -> delegate.equals(task.getImplementation()))
                .map(FlowElement::getId)
                .collect(Collectors.toSet());
    }
}
