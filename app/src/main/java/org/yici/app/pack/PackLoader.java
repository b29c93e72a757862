package org.yici.app.pack;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.definition.Definitions;
import org.yici.app.directory.Directory;
import org.yici.app.directory.GuideBook;
import org.yici.app.directory.LegalTitles;
import org.yici.app.directory.SearchWords;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.service.ItemFiles;
import org.yici.app.service.ServiceItemKind;
import org.yici.app.service.ServiceItems;
import org.yici.kernel.resource.Label;

/** Publishes what the pack declares, each time the platform starts; what is already so stays as it is. */
@Component
@Order(PackLoader.ORDER)
@ConditionalOnProperty("yici.pack")
class PackLoader implements ApplicationRunner {
    static final int ORDER = 0;

    private static final Logger log = LoggerFactory.getLogger(PackLoader.class);

    private final Pack pack;
    private final Definitions definitions;
    private final Catalogue catalogue;
    private final Grants grants;
    private final ServiceItems serviceItems;
    private final Directory directory;
    private final LegalTitles laws;

    PackLoader(
            Environment environment,
            Definitions definitions,
            Catalogue catalogue,
            Grants grants,
            ServiceItems serviceItems,
            Directory directory,
            LegalTitles laws) {
        this.pack = new Pack(environment.getRequiredProperty("yici.pack"));
        this.definitions = definitions;
        this.catalogue = catalogue;
        this.grants = grants;
        this.serviceItems = serviceItems;
        this.directory = directory;
        this.laws = laws;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        org.springframework.core.io.Resource departments = pack.file("departments.yaml");
        for (String department : pack.texts(departments)) {
            define("department", department, departments);
        }
        for (var file : pack.files("standards/*.yaml")) {
            define("data-standard", pack.text(file), file);
        }
        for (var file : pack.files("catalogue/*.yaml")) {
            define("resource", pack.text(file), file);
        }
        grants.replacePack(List.of(pack.read("grants.yaml", Grant[].class)));
        for (var file : pack.files("service-items/*.yaml")) {
            define(ServiceItemKind.ID, serviceItem(file), file);
        }
        directory.publish(
                pack.file("service-list.csv"),
                pack.file("service-list.en.csv"),
                pack.readIfThere("guides.yaml", GuideBook.class),
                pack.readIfThere("search-words.yaml", SearchWords.class));
        Label[] titles = pack.readIfThere("legal-titles.yaml", Label[].class);
        laws.publish(titles == null ? List.of() : List.of(titles));
        log.info(
                "The pack is published: {} resources, {} service items, {} listed services",
                catalogue.resources().size(),
                serviceItems.all().size(),
                directory.size());
    }

    /** What people changed since is not overwritten. */
    private void define(String kind, String text, org.springframework.core.io.Resource file) {
        try {
            if (!definitions.seed(kind, text)) {
                log.warn(
                        "{} is not published: people have changed or withdrawn what it defines", file.getDescription());
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The pack's file " + file.getDescription() + ": " + e.getMessage(), e);
        }
    }

    /** Beside an item's declaration lie its process and, if rules decide, its decision tables. */
    private String serviceItem(org.springframework.core.io.Resource file) {
        String name = String.valueOf(file.getFilename()).replaceFirst("[.]yaml$", "");
        var rules = pack.file("service-items/" + name + ".dmn");
        return new ItemFiles(
                        pack.text(file),
                        pack.text(pack.file("service-items/" + name + ".bpmn20.xml")),
                        rules.exists() ? pack.text(rules) : null)
                .text();
    }
}
