package org.yici.app.service;

import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yici.app.definition.DefinitionKind;
import org.yici.app.definition.Examples;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.YamlText;
import org.yici.app.identity.Identities;
import org.yici.kernel.resource.Label;

/**
 * Service items as definitions: a text holds all files of one, see {@link ItemFiles}, and is known by its slug. One in whose cases other
 * departments act, are written to, or whose rights are used is changed by operators only.
 */
@Component
public class ServiceItemKind implements DefinitionKind {
    public static final String ID = "service-item";

    private final ServiceItems items;
    private final Identities identities;

    ServiceItemKind(ServiceItems items, Identities identities) {
        this.items = items;
        this.identities = identities;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void requireForm(String text) {
        items.declared(ItemFiles.of(text));
    }

    @Override
    public Content check(String text) {
        ServiceItem item = items.check(ItemFiles.of(text));
        return content(item);
    }

    private static Content content(ServiceItem item) {
        boolean alone = item.departments().equals(Set.of(item.department()));
        return new Content(item.slug(), alone ? item.department() : null, item.label());
    }

    @Override
    public Optional<Content> identify(String text) {
        String item;
        try {
            ItemFiles files = ItemFiles.of(text);
            item = files.item();
            ServiceItem declared = items.declared(files);
            if (!declared.slug().contains(".")
                    && identities.department(declared.department()).isPresent()) {
                return Optional.of(content(declared));
            }
            return Optional.empty();
        } catch (InvalidDefinitionException e) {
            item = itemOf(text);
        }
        // A declaration that cannot be read names whose it is all the same; it can be saved, and nothing else.
        String slug = YamlText.key(item, "slug");
        String department = YamlText.key(item, "department");
        return slug.isEmpty()
                        || slug.contains(".")
                        || identities.department(department).isEmpty()
                ? Optional.empty()
                : Optional.of(new Content(slug, department, new Label(slug, slug)));
    }

    private static String itemOf(String text) {
        try {
            return ItemFiles.of(text).item();
        } catch (InvalidDefinitionException e) {
            return "";
        }
    }

    @Override
    public int publish(String text) {
        return items.publish(ItemFiles.of(text));
    }

    @Override
    public void withdraw(String name) {
        items.withdraw(name);
    }

    @Override
    public String example() {
        return Examples.read("service-item.txt");
    }
}
