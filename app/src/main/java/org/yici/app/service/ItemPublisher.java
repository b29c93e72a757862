package org.yici.app.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.common.engine.impl.util.io.InputStreamSource;
import org.flowable.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.dmn.engine.DmnEngine;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;

/** Publishes items: checks them, gives their processes to the engine and their rules to the shelf. */
@Component
public class ItemPublisher implements ServiceItems {
    private final ItemShelf shelf;
    private final ItemValidation validation;
    private final DmnEngine rules;
    private final RepositoryService processes;
    private final Catalogue catalogue;

    ItemPublisher(
            ItemShelf shelf,
            ItemValidation validation,
            DmnEngine rules,
            RepositoryService processes,
            Catalogue catalogue) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.validation = validation;
        this.rules = rules;
        this.processes = processes;
    }

    @Override
    public List<ServiceItem> all() {
        return shelf.all();
    }

    @Override
    public Optional<ServiceItem> find(String slug) {
        return shelf.find(slug);
    }

    @Override
    public Optional<Resource> diagram(String slug) {
        return shelf.published(slug).map(ItemShelf.Published::bpmn);
    }

    @Override
    public void publish(ServiceItem item, Resource bpmn, @Nullable Resource dmn) {
        byte[] content = read(bpmn);
        BpmnModel model = parse(content, bpmn);
        RuleBook book = RuleBook.read(rules, dmn);
        List<String> faults = new ArrayList<>(Expressions.faultsOfProcess(content));
        if (dmn != null) {
            faults.addAll(Expressions.faultsOfRules(read(dmn)));
        }
        ServiceItem typed = item.withTypes(FactTypes.of(item, catalogue, book));
        faults.addAll(validation.faults(typed, model, book.tables()));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "The service item " + item.slug() + " cannot be published:\n- " + String.join("\n- ", faults));
        }
        processes
                .createDeployment()
                .name(item.slug())
                .addBytes(item.slug() + ".bpmn20.xml", content)
                .enableDuplicateFiltering()
                .deploy();
        shelf.put(new ItemShelf.Published(typed, bpmn, book));
    }

    private static BpmnModel parse(byte[] content, Resource bpmn) {
        try {
            return new BpmnXMLConverter()
                    .convertToBpmnModel(new InputStreamSource(new ByteArrayInputStream(content)), true, false);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The process " + bpmn.getDescription() + " is not valid BPMN: " + e.getMessage(), e);
        }
    }

    private static byte[] read(Resource file) {
        try {
            return file.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file.getDescription() + " cannot be read", e);
        }
    }
}
