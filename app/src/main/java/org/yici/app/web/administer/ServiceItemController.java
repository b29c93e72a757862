package org.yici.app.web.administer;

import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.yici.app.definition.Definition;
import org.yici.app.definition.Definitions;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.service.ItemArchive;
import org.yici.app.service.ItemFiles;
import org.yici.app.service.ServiceItemKind;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.Show;

/** The files of a service item, in and out as a zip. */
@Controller
@RequestMapping(DefinitionController.PAGE + "/" + ServiceItemKind.ID)
class ServiceItemController {
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final Definitions definitions;
    private final Show show;

    ServiceItemController(Definitions definitions, Show show) {
        this.definitions = definitions;
        this.show = show;
    }

    /** What a zip holds as one text, for the form in which it is looked at, changed and saved; nothing is kept. */
    @PostMapping(path = "/unpacked", consumes = "application/zip")
    ResponseEntity<String> unpack(
            @RequestBody(required = false) byte @Nullable [] zip, @CurrentUser @Nullable User user) {
        Access.require(user, Role.STEWARD, Role.OPERATOR);
        try {
            return ResponseEntity.ok()
                    .contentType(TEXT)
                    .body(ItemArchive.read(zip == null ? new byte[0] : zip).text());
        } catch (InvalidDefinitionException e) {
            String said = e.findings().stream()
                    .map(finding -> show.label(finding.sentence()))
                    .collect(Collectors.joining("\n"));
            return ResponseEntity.unprocessableContent().contentType(TEXT).body(said);
        }
    }

    @GetMapping("/{address}/editions/{number}/files")
    ResponseEntity<byte[]> files(
            @PathVariable String address, @PathVariable int number, @CurrentUser @Nullable User user) {
        User reader = Access.require(user, Role.STEWARD, Role.OPERATOR, Role.AUDITOR);
        Definition found = definitions.find(reader, ServiceItemKind.ID, Definition.name(address));
        Definition.Edition edition = found.edition(number)
                .orElseThrow(() -> new NoSuchElementException(address + " has no edition " + number));
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(address + "-" + number + ".zip")
                                .build()
                                .toString())
                .body(ItemArchive.write(found.name(), ItemFiles.of(edition.text())));
    }
}
