package org.yici.app.api;

import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.api.DefinitionsController.DefinitionView;
import org.yici.app.api.DefinitionsController.FindingView;
import org.yici.app.definition.Definition;
import org.yici.app.definition.Definitions;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.service.ItemArchive;
import org.yici.app.service.ItemFiles;
import org.yici.app.service.ServiceItemKind;

/** Service items as zips of their files (YAML, BPMN, DMN), beside {@link DefinitionsController}, which takes them as one text. */
@RestController
@RequestMapping("/api/v1/definitions/" + ServiceItemKind.ID)
class ItemFilesController {
    private static final String ZIP = "application/zip";

    private final Definitions definitions;

    ItemFilesController(Definitions definitions) {
        this.definitions = definitions;
    }

    /** What is to be put right in the files; nothing is kept. */
    @PostMapping(path = "/check", consumes = ZIP)
    List<FindingView> check(@CurrentUser User user, @RequestBody(required = false) byte @Nullable [] zip) {
        return FindingView.of(definitions.check(user, ServiceItemKind.ID, text(zip)));
    }

    /** Begins the draft of a new item. */
    @PostMapping(consumes = ZIP)
    @ResponseStatus(HttpStatus.CREATED)
    DefinitionView create(@CurrentUser User user, @RequestBody(required = false) byte @Nullable [] zip) {
        return DefinitionView.of(definitions.save(user, ServiceItemKind.ID, null, text(zip), 0));
    }

    /** @param version of the draft that is changed; 0 if there is none yet */
    @PutMapping(path = "/{address}/draft", consumes = ZIP)
    DefinitionView save(
            @CurrentUser User user,
            @PathVariable String address,
            @RequestParam(defaultValue = "0") long version,
            @RequestBody(required = false) byte @Nullable [] zip) {
        return DefinitionView.of(
                definitions.save(user, ServiceItemKind.ID, Definition.name(address), text(zip), version));
    }

    @GetMapping(path = "/{address}/editions/{number}/files", produces = ZIP)
    byte[] files(@CurrentUser User user, @PathVariable String address, @PathVariable int number) {
        Definition found = definitions.find(user, ServiceItemKind.ID, Definition.name(address));
        Definition.Edition edition = found.edition(number)
                .orElseThrow(() -> new NoSuchElementException(address + " has no edition " + number));
        return ItemArchive.write(found.name(), ItemFiles.of(edition.text()));
    }

    private static String text(byte @Nullable [] zip) {
        return ItemArchive.read(zip == null ? new byte[0] : zip).text();
    }
}
