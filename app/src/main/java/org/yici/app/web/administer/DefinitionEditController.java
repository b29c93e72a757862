package org.yici.app.web.administer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.definition.Definition;
import org.yici.app.definition.Definition.Edition;
import org.yici.app.definition.Definition.Step;
import org.yici.app.definition.DefinitionConflictException;
import org.yici.app.definition.DefinitionDeniedException;
import org.yici.app.definition.Definitions;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.YamlText;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.service.ItemFiles;
import org.yici.app.service.ServiceItemKind;

/** The form in which a definition's text is written. */
@Controller
@RequestMapping(DefinitionController.PAGE)
class DefinitionEditController {
    private final Definitions definitions;

    DefinitionEditController(Definitions definitions) {
        this.definitions = definitions;
    }

    @GetMapping("/new")
    ModelAndView begin(@RequestParam String kind, @CurrentUser @Nullable User user) {
        DefinitionController.author(user);
        return editor(kind, null, definitions.example(kind), 0, List.of(), null);
    }

    @PostMapping("/new")
    ModelAndView create(
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String check,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        return write(DefinitionController.author(user), kind, null, text, 0, check, flash);
    }

    @GetMapping("/{kind}/{address}/edit")
    ModelAndView edit(@PathVariable String kind, @PathVariable String address, @CurrentUser @Nullable User user) {
        Definition found = definitions.find(DefinitionController.author(user), kind, Definition.name(address));
        if (!found.allows(Step.SAVE)) {
            return new ModelAndView("redirect:" + DefinitionController.page(kind, address));
        }
        Definition.Draft draft = found.draft();
        return draft == null
                ? editor(kind, found.name(), found.current().map(Edition::text).orElse(""), 0, List.of(), null)
                : editor(kind, found.name(), draft.text(), draft.version(), draft.findings(), null);
    }

    @PostMapping("/{kind}/{address}/edit")
    ModelAndView save(
            @PathVariable String kind,
            @PathVariable String address,
            @RequestParam(defaultValue = "") String text,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String check,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        return write(DefinitionController.author(user), kind, Definition.name(address), text, version, check, flash);
    }

    private ModelAndView write(
            User author,
            String kind,
            @Nullable String name,
            String text,
            long version,
            String check,
            RedirectAttributes flash) {
        try {
            if (!check.isEmpty()) {
                List<Finding> findings = definitions.check(author, kind, text);
                return editor(kind, name, text, version, findings, findings.isEmpty() ? "clean" : null);
            }
            Definition saved = definitions.save(author, kind, name, text, version);
            flash.addFlashAttribute("done", "saved");
            return new ModelAndView("redirect:" + DefinitionController.page(kind, saved.address()));
        } catch (DefinitionDeniedException e) {
            // What was typed stays: it is the text that names what is another's.
            List<Finding> why = List.of(new Finding(0, e.told()));
            return DefinitionController.status(editor(kind, name, text, version, why, null), HttpStatus.FORBIDDEN);
        } catch (InvalidDefinitionException e) {
            return DefinitionController.status(
                    editor(kind, name, text, version, e.findings(), null), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (DefinitionConflictException e) {
            // What was typed stays on the page: it is nowhere else.
            return DefinitionController.status(
                    editor(kind, name, text, version, List.of(), "conflict"), HttpStatus.CONFLICT);
        }
    }

    private static ModelAndView editor(
            String kind,
            @Nullable String name,
            String text,
            long version,
            List<Finding> findings,
            @Nullable String said) {
        return new ModelAndView("administer/definition-edit")
                .addObject("kind", kind)
                .addObject("name", name)
                .addObject("address", name == null ? null : Definition.address(name))
                .addObject("text", text)
                .addObject("version", version)
                .addObject("longest", kind.equals(ServiceItemKind.ID) ? ItemFiles.LONGEST : YamlText.LONGEST)
                .addObject("findings", findings)
                .addObject("said", said);
    }
}
