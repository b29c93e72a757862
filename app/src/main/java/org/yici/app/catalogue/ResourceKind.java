package org.yici.app.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yici.app.definition.DefinitionKind;
import org.yici.app.definition.Examples;
import org.yici.app.definition.FaultLines;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.YamlText;
import org.yici.app.identity.Identities;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/** Resources as definitions: a text is the entry of one resource, known by its code. */
@Component
class ResourceKind implements DefinitionKind {
    private static final String ID = "resource";

    private final Catalogue catalogue;
    private final Identities identities;

    ResourceKind(Catalogue catalogue, Identities identities) {
        this.catalogue = catalogue;
        this.identities = identities;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void requireForm(String text) {
        Resource resource = YamlText.read(text, Resource.class);
        if (identities.department(String.valueOf(resource.provider())).isEmpty()) {
            throw new InvalidDefinitionException(List.of(noProvider(text, resource)));
        }
    }

    private static Finding noProvider(String text, Resource resource) {
        return new Finding(
                YamlText.line(text, "provider"),
                Label.of(
                        "provider：没有部门 %s，请先新建该部门",
                        "provider: there is no department %s; add it first", resource.provider()));
    }

    @Override
    public Content check(String text) {
        Resource resource = YamlText.read(text, Resource.class);
        List<Finding> findings = new ArrayList<>();
        if (resource.items().isEmpty()) {
            findings.add(new Finding(
                    YamlText.line(text, "items"),
                    Label.of("items：信息资源至少有一个信息项", "items: a resource has at least one item")));
        }
        if (findings.isEmpty()) {
            if (identities.departments().stream().noneMatch(one -> one.code().equals(resource.provider()))) {
                findings.add(noProvider(text, resource));
            }
            catalogue.faults(resource).forEach(fault -> findings.add(new Finding(FaultLines.in(text, fault), fault)));
        }
        if (!findings.isEmpty()) {
            throw new InvalidDefinitionException(findings);
        }
        return new Content(resource.code(), resource.provider(), resource.label());
    }

    @Override
    public Optional<Content> identify(String text) {
        String code = YamlText.key(text, "code");
        String provider = YamlText.key(text, "provider");
        return code.isEmpty() || identities.department(provider).isEmpty()
                ? Optional.empty()
                : Optional.of(new Content(code, provider, new Label(code, code)));
    }

    @Override
    public int publish(String text) {
        return catalogue.publish(YamlText.read(text, Resource.class));
    }

    @Override
    public void withdraw(String name) {
        catalogue.withdraw(name);
    }

    @Override
    public String example() {
        return Examples.read("resource.yaml");
    }
}
