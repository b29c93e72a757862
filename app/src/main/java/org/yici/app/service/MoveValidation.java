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
    List<String> faults(ServiceItem item) {
        List<String> faults = new ArrayList<>();
        for (Material material : item.materials()) {
            Optional<Resource> resource =
                    material.resource() == null ? Optional.empty() : catalogue.resource(material.resource());
            for (Move move : material.mayChange()) {
                String what = "material " + material.id() + ": the change of " + move.item() + " ";
                if (!material.items().contains(move.item())) {
                    faults.add(what + "is declared, but the material has no such item");
                    continue;
                }
                if (isBlank(move.from()) || isBlank(move.to()) || move.from().equals(move.to())) {
                    faults.add(what + "needs two different values, from and to");
                }
                if (isFixed(item, material, move)) {
                    faults.add(what + "cannot be allowed: a claim, the contract or a field of the form names it");
                }
                resource.ifPresent(from -> against(item, material, move, from, what, faults));
            }
        }
        item.handling().waits().forEach(wait -> written(item, wait, faults));
        return faults;
    }

    private void written(ServiceItem item, Wait wait, List<String> faults) {
        Wait.Written written = wait.written();
        Optional<Material> material = item.material(wait.material());
        if (written == null || material.isEmpty()) {
            return;
        }
        String what = "wait " + wait.id() + ": ";
        Optional<WriteBack> target = item.handling().writeBack(String.valueOf(written.step()));
        if (target.isEmpty()) {
            faults.add(what + "nothing is written by the unknown step " + written.step());
            return;
        }
        List<String> masked = masked(item, material.get());
        written.columns().forEach((column, name) -> {
            if (!target.get().columns().containsKey(column)) {
                faults.add(what + written.step() + " does not write the column " + column);
            }
            if (!material.get().items().contains(name)) {
                faults.add(what + "material " + material.get().id() + " has no item " + name);
            } else if (masked.contains(name)) {
                faults.add(what + "the grant masks " + name + ", so it cannot be compared with what was written");
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
            ServiceItem item, Material material, Move move, Resource resource, String what, List<String> faults) {
        List<String> values = resource.item(move.item()).map(Item::codes).stream()
                .flatMap(codes -> codes.values().stream())
                .toList();
        Stream.of(move.from(), move.to())
                .filter(value -> !values.isEmpty() && !isBlank(value) && !values.contains(value))
                .forEach(value -> faults.add(
                        what + "names the value " + value + ", which " + resource.code() + " does not have there"));
        grants.find(String.valueOf(material.consumer()), resource.code(), item.slug())
                .ifPresent(grant -> material.items().stream()
                        .filter(name -> resource.item(name)
                                .filter(one -> one.level().compareTo(grant.clearance()) > 0)
                                .isPresent())
                        .forEach(masked -> faults.add(what + "cannot be told from one of " + masked
                                + ", which the grant " + grant.id() + " masks: draw one of them only")));
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
