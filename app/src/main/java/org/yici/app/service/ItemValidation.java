package org.yici.app.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.identity.Identities;
import org.yici.app.service.ServiceItem.Material;
import org.yici.app.service.ServiceItem.Supply;
import org.yici.kernel.resource.Label;
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
    List<Label> faults(ServiceItem item, Set<String> tables) {
        List<Label> faults = new ArrayList<>();
        if (!item.slug().matches(SLUG) || item.slug().length() > LONGEST_SLUG) {
            faults.add(Label.of(
                    "slug %s 不能用在网址中：请用小写字母、数字和单个连字符，以字母开头，不超过 %s 个字符",
                    "slug %s cannot stand in an address: use small letters, digits and single hyphens, first a letter, at most %s",
                    item.slug(),
                    LONGEST_SLUG));
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
                .forEach(decision ->
                        faults.add(Label.of("规则中没有决策表 %s", "the rules have no decision table %s", decision.table())));
        return faults;
    }

    private void departments(ServiceItem item, List<Label> faults) {
        item.departments().stream()
                .filter(code -> identities.department(code).isEmpty())
                .forEach(code -> faults.add(Label.of("没有部门 %s", "department %s is not registered", code)));
    }

    private void material(ServiceItem item, Material material, List<Label> faults) {
        Label what = Label.of("材料 %s", "material %s", material.id());
        if (item.party(material.party()).isEmpty()) {
            faults.add(Label.of("%s 涉及没有声明的当事人 %s", "%s is about the unknown party %s", what, material.party()));
        }
        if (material.supply() != Supply.SHARED) {
            return;
        }
        if (material.resource() == null
                || material.consumer() == null
                || material.items().isEmpty()) {
            faults.add(Label.of(
                    "%s 是共享的，因此需要 resource、consumer 和 items",
                    "%s is shared, so it needs a resource, a consumer and items", what));
            return;
        }
        Optional<Resource> resource = catalogue.resource(material.resource());
        if (resource.isEmpty()) {
            faults.add(Label.of(
                    "%s 来自信息资源 %s，它没有发布", "%s comes from %s, which is not published", what, material.resource()));
            return;
        }
        material.items().stream()
                .filter(name -> resource.get().item(name).isEmpty())
                .forEach(name -> faults.add(
                        Label.of("%s：%s 没有信息项 %s", "%s: %s has no item %s", what, material.resource(), name)));
        Optional<Grant> grant = grants.find(material.consumer(), material.resource(), item.slug());
        if (grant.isEmpty()) {
            faults.add(Label.of(
                    "%s：部门 %s 没有信息资源 %s 用途为 %s 的许可",
                    "%s: %s has no grant for %s with the purpose %s",
                    what,
                    material.consumer(),
                    material.resource(),
                    item.slug()));
        } else {
            material.items().stream()
                    .filter(name -> !grant.get().items().contains(name))
                    .forEach(name -> faults.add(Label.of(
                            "%s：许可 %s 不包括信息项 %s",
                            "%s: the grant %s does not cover the item %s",
                            what,
                            grant.get().id(),
                            name)));
        }
    }

    private void identity(ServiceItem item, List<Label> faults) {
        CaseProcess.Identity register = item.handling().identity();
        if (register == null) {
            return;
        }
        boolean open = grants.find(register.consumer(), register.resource(), register.purpose())
                .filter(grant -> !grant.consentNeeded() && grant.items().contains(register.item()))
                .isPresent();
        if (!open) {
            faults.add(Label.of(
                    "identity：部门 %1$s 没有信息资源 %3$s 的信息项 %2$s 用途为 %4$s、无需授权同意的许可",
                    "identity: %s has no grant for the item %s of %s with the purpose %s that needs no consent",
                    register.consumer(),
                    register.item(),
                    register.resource(),
                    register.purpose()));
        }
    }

    private static void requirements(ServiceItem item, List<Label> faults) {
        item.handling().requirements().stream()
                .filter(requirement -> item.field(requirement.field()).isEmpty())
                .forEach(requirement -> faults.add(Label.of(
                        "有一条 requirements 对应没有声明的字段 %s",
                        "a requirement is said at the unknown field %s", requirement.field())));
    }

    private static void references(ServiceItem item, List<Label> faults) {
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
                .forEach(id -> faults.add(Label.of(
                        "handling 用到 %s，它不是共享的材料", "the handling names %s, which is not a shared material", id)));
        for (CaseProcess.UserTask task : handling.tasks()) {
            task.separateFrom().stream()
                    .filter(key -> handling.task(key).isEmpty())
                    .forEach(key -> faults.add(Label.of(
                            "任务 %s 须与没有声明的任务 %s 分开办理",
                            "the task %s is separate from the unknown task %s", task.key(), key)));
        }
        handling.tasks().stream()
                .filter(task -> task.hasSecondEyes() && task.role() == null)
                .forEach(task -> faults.add(Label.of(
                        "任务 %s 要求复核，须写明由谁复核：请给出 role",
                        "the task %s asks for a second pair of eyes, so it must say whose: give it a role",
                        task.key())));
        handling.prefill().keySet().stream()
                .filter(field -> item.field(field).isEmpty())
                .forEach(field -> faults.add(
                        Label.of("handling 填写没有声明的字段 %s", "the handling fills the unknown field %s", field)));
        for (Check check : handling.checks()) {
            String field = check.confirms();
            if (field != null && item.field(field).isEmpty()) {
                faults.add(Label.of(
                        "核验 %s 确认没有声明的字段 %s", "the check %s confirms the unknown field %s", check.id(), field));
            }
        }
    }

    private static void writeBacks(ServiceItem item, List<Label> faults) {
        for (WriteBack target : item.handling().writeBacks()) {
            Stream.concat(Stream.of(target.caseColumn()), target.columns().keySet().stream())
                    .filter(column -> !column.matches(IDENTIFIER))
                    .forEach(column -> faults.add(
                            Label.of("%s：“%s”不是列名", "%s: '%s' is not a column's name", target.id(), column)));
            if (!target.table().matches(IDENTIFIER + "(\\." + IDENTIFIER + ")?")) {
                faults.add(Label.of("%s：“%s”不是表名", "%s: '%s' is not a table's name", target.id(), target.table()));
            }
        }
    }
}
