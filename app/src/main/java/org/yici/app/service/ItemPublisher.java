package org.yici.app.service;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.common.engine.impl.util.io.InputStreamSource;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.repository.Deployment;
import org.operaton.bpm.dmn.engine.DmnEngine;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xml.sax.SAXParseException;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.YamlText;
import org.yici.kernel.resource.Label;

/** Publishes items: checks them, gives their processes to the engine and keeps their editions. */
@Component
class ItemPublisher implements ServiceItems {
    private final ItemShelf shelf;
    private final EditionStore store;
    private final ItemValidation validation;
    private final DmnEngine rules;
    private final RepositoryService processes;
    private final Catalogue catalogue;

    ItemPublisher(
            ItemShelf shelf,
            EditionStore store,
            ItemValidation validation,
            DmnEngine rules,
            RepositoryService processes,
            Catalogue catalogue) {
        this.store = store;
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
    public Optional<ServiceItem> withdrawn(String slug) {
        return shelf.find(slug).isPresent() ? Optional.empty() : shelf.newest(slug);
    }

    @Override
    public Optional<Resource> diagram(String slug) {
        return shelf.find(slug).map(shelf::diagram);
    }

    @Override
    public ServiceItem declared(ItemFiles files) {
        return declaration(files);
    }

    @Override
    public ServiceItem check(ItemFiles files) {
        ServiceItem item = declaration(files);
        List<Finding> findings = new ArrayList<>(hidden(files, ItemFiles.PROCESS, files.process()));
        Expressions.faultsOfProcess(files.process())
                .forEach(fault -> findings.add(files.finding(ItemFiles.PROCESS, fault.line(), fault.text())));
        String dmn = files.rules();
        if (dmn != null) {
            findings.addAll(hidden(files, ItemFiles.RULES, dmn));
            Expressions.faultsOfRules(dmn)
                    .forEach(fault -> findings.add(files.finding(ItemFiles.RULES, fault.line(), fault.text())));
        }
        if (!findings.isEmpty()) {
            // The engines are given nothing that could run in them.
            throw new InvalidDefinitionException(findings);
        }
        BpmnModel model = parse(files);
        RuleBook book = book(files);
        ServiceItem typed = item.published(ValueTypes.of(item, catalogue, book), 1);
        FaultPlaces places = new FaultPlaces(files);
        validation.faults(typed, book.tables()).forEach(fault -> findings.add(places.ofDeclaration(fault)));
        ProcessValidation fit = ProcessValidation.of(item, model);
        fit.ofDeclaration().forEach(fault -> findings.add(places.ofDeclaration(fault)));
        fit.ofProcess().forEach(fault -> findings.add(places.ofProcess(fault)));
        processes.validateProcess(model).stream()
                .filter(error -> !error.isWarning())
                .forEach(error -> findings.add(files.finding(
                        ItemFiles.PROCESS,
                        error.getXmlLineNumber(),
                        Label.of(
                                "流程引擎无法运行，提示：%s：%s",
                                "the engine would not run it: %s: %s",
                                error.getProblem(),
                                error.getDefaultDescription()))));
        if (!findings.isEmpty()) {
            throw new InvalidDefinitionException(findings);
        }
        return item;
    }

    @Override
    @Transactional
    public int publish(ItemFiles files) {
        String slug = declaration(files).slug();
        store.lock(slug);
        Optional<EditionStore.Row> newest = store.newest(slug);
        if (newest.filter(edition -> edition.files().equals(files.text())).isPresent()) {
            store.setWithdrawn(slug, false);
            changed();
            return newest.get().number();
        }
        ServiceItem item = check(files);
        Deployment deployment = processes
                .createDeployment()
                .name(slug)
                .addString(slug + ".bpmn20.xml", files.process())
                .enableDuplicateFiltering()
                .deploy();
        String process = processes
                .createProcessDefinitionQuery()
                .deploymentId(deployment.getId())
                .processDefinitionKey(item.process())
                .singleResult()
                .getId();
        int number = newest.map(EditionStore.Row::number).orElse(0) + 1;
        store.insert(new EditionStore.Row(slug, number, files.text(), process));
        changed();
        return number;
    }

    @Override
    @Transactional
    public void withdraw(String slug) {
        store.setWithdrawn(slug, true);
        changed();
    }

    /** Now for this transaction, after it for the others, who read meanwhile what stood before. */
    private void changed() {
        shelf.forgetIndex();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                shelf.forgetIndex();
            }
        });
    }

    private static ServiceItem declaration(ItemFiles files) {
        try {
            return YamlText.read(files.item(), ServiceItem.class);
        } catch (InvalidDefinitionException e) {
            throw new InvalidDefinitionException(e.findings().stream()
                    .map(finding -> files.finding(ItemFiles.ITEM, finding.line(), finding.text()))
                    .toList());
        }
    }

    private static List<Finding> hidden(ItemFiles files, String file, String content) {
        try {
            YamlText.requireVisible(content);
            return List.of();
        } catch (InvalidDefinitionException e) {
            return e.findings().stream()
                    .map(finding -> files.finding(file, finding.line(), finding.text()))
                    .toList();
        }
    }

    private static BpmnModel parse(ItemFiles files) {
        byte[] content = files.process().getBytes(StandardCharsets.UTF_8);
        try {
            return new BpmnXMLConverter()
                    .convertToBpmnModel(new InputStreamSource(new ByteArrayInputStream(content)), true, false);
        } catch (RuntimeException e) {
            throw invalid(
                    files,
                    ItemFiles.PROCESS,
                    e,
                    said -> Label.of("不是有效的 BPMN 2.0，引擎提示：%s", "it is not valid BPMN 2.0: %s", said));
        }
    }

    private RuleBook book(ItemFiles files) {
        try {
            return RuleBook.read(rules, files.rules());
        } catch (IllegalArgumentException e) {
            throw invalid(
                    files,
                    ItemFiles.RULES,
                    e,
                    said -> Label.of(
                            "不是建模工具导出的有效 DMN 1.3，引擎提示：%s",
                            "it is not valid DMN 1.3, as modelling tools export it: %s", said));
        }
    }

    /** An engine says what it stumbled over in its innermost cause, the parser of XML also where. */
    private static InvalidDefinitionException invalid(
            ItemFiles files, String file, RuntimeException e, Function<String, Label> what) {
        Throwable cause = e;
        int line = 0;
        while (cause.getCause() != null) {
            cause = cause.getCause();
            if (cause instanceof SAXParseException parser) {
                line = parser.getLineNumber();
            }
        }
        return new InvalidDefinitionException(
                List.of(files.finding(file, line, what.apply(String.valueOf(cause.getMessage())))));
    }
}
