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
import org.yici.app.collection.SourceAwayException;
import org.yici.app.collection.SourceTrials;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.web.frame.Access;

/** A source is tried: its password is set, its server and tables are looked at, a resource is proposed from one of them. */
@Controller
@RequestMapping(DefinitionController.PAGE + "/source/{source}/trial")
class SourceTrialController {
    private final SourceTrials trials;

    SourceTrialController(SourceTrials trials) {
        this.trials = trials;
    }

    @GetMapping
    ModelAndView open(@PathVariable String source, @CurrentUser @Nullable User user) {
        User reader = author(user);
        ModelAndView page = page(source, HttpStatus.OK);
        try {
            page.addObject("password", trials.hasPassword(reader, source));
        } catch (InvalidDefinitionException e) {
            page.addObject("faults", e.findings());
        }
        return page;
    }

    /** What stands in a draft is looked at; nothing changes there, and the look is in the ledger. */
    @PostMapping
    ModelAndView trial(@PathVariable String source, @CurrentUser @Nullable User user) {
        User reader = author(user);
        try {
            return page(source, HttpStatus.OK)
                    .addObject("password", true)
                    .addObject("trial", trials.tryIt(reader, source));
        } catch (SourceAwayException e) {
            return away(source, e);
        } catch (InvalidDefinitionException e) {
            return page(source, HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("password", false)
                    .addObject("faults", e.findings());
        }
    }

    @PostMapping("/password")
    ModelAndView password(
            @PathVariable String source,
            @RequestParam(defaultValue = "") String password,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User author = author(user);
        try {
            trials.setPassword(author, source, password);
        } catch (InvalidDefinitionException e) {
            return page(source, HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("password", trials.hasPassword(author, source))
                    .addObject("faults", e.findings());
        }
        flash.addFlashAttribute("done", "password");
        return new ModelAndView("redirect:" + DefinitionController.PAGE + "/source/" + source + "/trial");
    }

    /** A sample is a reading: it is asked for by a form, not by a link that somebody follows unawares. */
    @PostMapping("/sample")
    ModelAndView sample(
            @PathVariable String source,
            @RequestParam String schema,
            @RequestParam String table,
            @CurrentUser @Nullable User user) {
        User reader = author(user);
        try {
            return new ModelAndView("administer/source-sample")
                    .addObject("source", source)
                    .addObject("schema", schema)
                    .addObject("table", table)
                    .addObject("sample", trials.sample(reader, source, schema, table));
        } catch (SourceAwayException e) {
            return away(source, e);
        } catch (InvalidDefinitionException e) {
            return page(source, HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("password", false)
                    .addObject("faults", e.findings());
        }
    }

    private static ModelAndView away(String source, SourceAwayException e) {
        return page(source, HttpStatus.SERVICE_UNAVAILABLE)
                .addObject("password", true)
                .addObject("faults", List.of(new Finding(0, e.told())));
    }

    private static ModelAndView page(String source, HttpStatus status) {
        ModelAndView page = new ModelAndView("administer/source-trial");
        page.setStatus(status);
        return page.addObject("source", source);
    }

    private static User author(@Nullable User user) {
        return Access.require(user, Role.STEWARD, Role.OPERATOR);
    }
}
