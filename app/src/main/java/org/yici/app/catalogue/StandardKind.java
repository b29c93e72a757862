package org.yici.app.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.yici.app.definition.DefinitionKind;
import org.yici.app.definition.Examples;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.YamlText;
import org.yici.kernel.resource.DataStandard;
import org.yici.kernel.resource.Label;

/** Data standards as definitions. They are everybody's, so only operators change them. */
@Component
class StandardKind implements DefinitionKind {
    static final String ID = "data-standard";

    private final StandardStore store;
    private final Catalogue catalogue;

    StandardKind(StandardStore store, @Lazy Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void requireForm(String text) {
        YamlText.read(text, DataStandard.class);
    }

    /** What resources in force follow stays as they need it: they are changed first. */
    @Override
    public Content check(String text) {
        DataStandard standard = YamlText.read(text, DataStandard.class);
        List<Finding> findings = catalogue.resources().stream()
                .flatMap(resource -> resource.items().stream())
                .filter(item -> standard.code().equals(item.standard()))
                .flatMap(item -> StandardRules.faults(item, standard).stream())
                .map(fault -> new Finding(
                        0,
                        Label.of(
                                "现行资源在用：%s；请先修改该资源",
                                "A resource in force needs it: %s; change that resource first", fault)))
                .toList();
        if (!findings.isEmpty()) {
            throw new InvalidDefinitionException(findings);
        }
        return new Content(standard.code(), null, standard.label());
    }

    @Override
    public Optional<Content> identify(String text) {
        String code = YamlText.key(text, "code");
        return DataStandard.isCode(code) ? Optional.of(new Content(code, null, Label.same(code))) : Optional.empty();
    }

    @Override
    public int publish(String text) {
        store.put(YamlText.read(text, DataStandard.class));
        return 0;
    }

    @Override
    public void withdraw(String name) {
        store.withdraw(name);
    }

    @Override
    public boolean isOfDepartments() {
        return false;
    }

    @Override
    public String example() {
        return Examples.read("data-standard.yaml");
    }
}
