package org.yici.app.web.administer;

import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yici.app.collection.DryRuns;
import org.yici.app.collection.SourceAwayException;
import org.yici.app.definition.Definition;
import org.yici.app.definition.Definition.Edition;
import org.yici.app.definition.Definitions;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.web.frame.Access;
import org.yici.kernel.resource.Label;

/** What the newest text of a resource makes of rows of its table. A reading: it is asked for by a form, not by a link. */
@Controller
class DryRunController {
    private final Definitions definitions;
    private final DryRuns runs;

    DryRunController(Definitions definitions, DryRuns runs) {
        this.definitions = definitions;
        this.runs = runs;
    }

    @PostMapping(DefinitionController.PAGE + "/resource/{address}/dry-run")
    ModelAndView run(@PathVariable String address, @CurrentUser @Nullable User user) {
        User author = Access.require(user, Role.STEWARD, Role.OPERATOR);
        Definition found = definitions.find(author, "resource", Definition.name(address));
        ModelAndView page = new ModelAndView("administer/dry-run").addObject("definition", found);
        Definition.Draft draft = found.draft();
        String text = draft == null ? found.current().map(Edition::text).orElse("") : draft.text();
        try {
            return page.addObject("run", runs.run(author, text));
        } catch (InvalidDefinitionException e) {
            return failed(page, HttpStatus.UNPROCESSABLE_CONTENT, e.findings());
        } catch (SourceAwayException e) {
            return failed(page, HttpStatus.SERVICE_UNAVAILABLE, List.of(new Finding(0, e.told())));
        } catch (NoSuchElementException e) {
            // Of a source that the settings name no definition tells how it is reached.
            Finding why = new Finding(
                    0,
                    Label.of(
                            "来源表的数据源在这里没有定义，无法得知怎样连接",
                            "The source of the table is not defined here, which would tell how it is reached"));
            return failed(page, HttpStatus.UNPROCESSABLE_CONTENT, List.of(why));
        }
    }

    private static ModelAndView failed(ModelAndView page, HttpStatus status, List<Finding> faults) {
        page.setStatus(status);
        return page.addObject("faults", faults);
    }
}
