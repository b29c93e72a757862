package org.yici.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grants;
import org.yici.app.expression.Expression;
import org.yici.app.service.ServiceItem.Material;
import org.yici.app.service.ServiceItem.Move;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/**
 * Finds declared changes of a material ({@code mayChange}) that cannot happen, or that would take the ground from a case, and columns
 * that cannot be compared when they come home ({@code written}).
 */
@Component
class MoveValidation {
    private final Catalogue catalogue;
    private final Grants grants;

    MoveValidation(Catalogue catalogue, Grants grants) {
        this.catalogue = catalogue;
        this.grants = grants;
    }

    /** Every fault, as a sentence that says what to change. */
    List<Label> faults(ServiceItem item) {
        List<Label> faults = new ArrayList<>();
        for (Material material : item.materials()) {
            Optional<Resource> resource =
                    material.resource() == null ? Optional.empty() : catalogue.resource(material.resource());
            for (Move move : material.mayChange()) {
                Label what = Label.of("材料 %s：%s 的变化", "material %s: the change of %s", material.id(), move.item());
                if (!material.items().contains(move.item())) {
                    faults.add(
                            Label.of("%s已经声明，但该材料没有这个信息项", "%s is declared, but the material has no such item", what));
                    continue;
                }
                if (isBlank(move.from()) || isBlank(move.to()) || move.from().equals(move.to())) {
                    faults.add(Label.of("%s需要 from 和 to 两个不同的值", "%s needs two different values, from and to", what));
                }
                if (isFixed(item, material, move)) {
                    faults.add(Label.of(
                            "%s不能允许：有声明（claims）、合同或表单字段用到它",
                            "%s cannot be allowed: a claim, the contract or a field of the form names it", what));
                }
                resource.ifPresent(from -> against(item, material, move, from, what, faults));
            }
        }
        item.handling().waits().forEach(wait -> written(item, wait, faults));
        return faults;
    }

    private void written(ServiceItem item, Wait wait, List<Label> faults) {
        Wait.Written written = wait.written();
        Optional<Material> material = item.material(wait.material());
        if (written == null || material.isEmpty()) {
            return;
        }
        Optional<WriteBack> target = item.handling().writeBack(String.valueOf(written.step()));
        if (target.isEmpty()) {
            faults.add(Label.of(
                    "等待 %s：没有步骤 %s，也就没有写入",
                    "wait %s: nothing is written by the unknown step %s", wait.id(), written.step()));
            return;
        }
        List<String> masked = masked(item, material.get());
        written.columns().forEach((column, name) -> {
            if (!target.get().columns().containsKey(column)) {
                faults.add(Label.of(
                        "等待 %s：%s 不写入列 %s",
                        "wait %s: %s does not write the column %s", wait.id(), written.step(), column));
            }
            if (!material.get().items().contains(name)) {
                faults.add(Label.of(
                        "等待 %s：材料 %s 没有信息项 %s",
                        "wait %s: material %s has no item %s",
                        wait.id(),
                        material.get().id(),
                        name));
            } else if (masked.contains(name)) {
                faults.add(Label.of(
                        "等待 %s：许可对 %s 脱敏，无法与写入的内容比较",
                        "wait %s: the grant masks %s, so it cannot be compared with what was written",
                        wait.id(),
                        name));
            }
        });
    }

    private List<String> masked(ServiceItem item, Material material) {
        return catalogue.resource(String.valueOf(material.resource())).stream()
                .flatMap(resource ->
                        grants.find(String.valueOf(material.consumer()), resource.code(), item.slug()).stream()
                                .flatMap(grant -> resource.items().stream()
                                        .filter(one -> one.level().compareTo(grant.clearance()) > 0)
                                        .map(Item::name)))
                .toList();
    }

    private void against(
            ServiceItem item, Material material, Move move, Resource resource, Label what, List<Label> faults) {
        List<String> values = resource.item(move.item()).map(Item::codes).stream()
                .flatMap(codes -> codes.values().stream())
                .toList();
        Stream.of(move.from(), move.to())
                .filter(value -> !values.isEmpty() && !isBlank(value) && !values.contains(value))
                .forEach(value -> faults.add(Label.of(
                        "%s用到值 %s，%s 的这个信息项没有这个值",
                        "%s names the value %s, which %s does not have there", what, value, resource.code())));
        grants.find(String.valueOf(material.consumer()), resource.code(), item.slug())
                .ifPresent(grant -> material.items().stream()
                        .filter(name -> resource.item(name)
                                .filter(one -> one.level().compareTo(grant.clearance()) > 0)
                                .isPresent())
                        .forEach(masked -> faults.add(Label.of(
                                "%s无法与 %s 的变化区分，许可 %s 对后者脱敏：只能取其中一个",
                                "%s cannot be told from one of %s, which the grant %s masks: retrieve one of them only",
                                what,
                                masked,
                                grant.id()))));
    }

    /** What a case is about does not change while it lives. */
    private static boolean isFixed(ServiceItem item, Material material, Move move) {
        CaseProcess handling = item.handling();
        String record = "evidence." + Expression.name(material.id());
        Set<String> naming = Set.of(record, record + "." + move.item());
        Stream<Expression> claims = handling.claims().stream().map(CaseProcess.Claim::value);
        Stream<Expression> contract =
                handling.contract() == null ? Stream.empty() : handling.contract().text().places().stream();
        return Stream.concat(claims, contract)
                        .anyMatch(expression -> expression.needsRecords(material.id())
                                || expression.names().stream().anyMatch(naming::contains))
                || Stream.concat(handling.prefill().values().stream(), handling.names().values().stream())
                        .anyMatch(source -> source.material().equals(material.id())
                                && source.item().equals(move.item()));
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }
}
