package org.yici.app.web.administer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.definition.Definition;
import org.yici.app.definition.Definition.Edition;
import org.yici.app.definition.DefinitionConflictException;
import org.yici.app.definition.Definitions;
import org.yici.app.definition.Definitions.Reviewed;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.TextDiff;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/** All drafts that wait for the reader, with what each changes; those that are ticked are published together, all or none. */
@Controller
@RequestMapping(DefinitionController.PAGE + "/reviews")
class ReviewsController {
    private static final int MOST = 100;

    private final Definitions definitions;

    ReviewsController(Definitions definitions) {
        this.definitions = definitions;
    }

    /**
     * A draft beside what is in force.
     *
     * @param reference what its tick box sends: kind, name and the version that is shown
     */
    record Waiting(Definition definition, String reference, List<TextDiff.Line> diff) {
        static Waiting of(Definition one, Definition.Draft draft) {
            String before = one.current().map(Edition::text).orElse("");
            return new Waiting(
                    one,
                    one.kind() + " " + one.name() + " " + draft.version(),
                    draft.withdrawal() == null ? TextDiff.of(before, draft.text()) : List.of());
        }
    }

    @GetMapping
    ModelAndView show(@CurrentUser @Nullable User user) {
        return page(DefinitionController.author(user), List.of());
    }

    @PostMapping
    ModelAndView publish(
            @RequestParam(defaultValue = "") List<String> draft,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User reviewer = DefinitionController.author(user);
        List<Reviewed> ticked = new ArrayList<>();
        for (String reference : draft) {
            String[] parts = reference.split(" ", -1);
            if (parts.length == 3 && parts[2].matches("[0-9]{1,18}")) {
                ticked.add(new Reviewed(parts[0], parts[1], Long.parseLong(parts[2])));
            }
        }
        if (ticked.isEmpty()) {
            List<Finding> none = List.of(
                    new Finding(0, Label.of("没有选中任何定义，请先选中要生效的", "Nothing is ticked; tick what is to take effect")));
            return DefinitionController.status(page(reviewer, none), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            flash.addFlashAttribute(
                    "published", definitions.publish(reviewer, ticked).size());
            return new ModelAndView("redirect:" + DefinitionController.PAGE + "/reviews");
        } catch (InvalidDefinitionException e) {
            return DefinitionController.status(page(reviewer, e.findings()), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (DefinitionConflictException e) {
            List<Finding> why = List.of(new Finding(0, e.told()));
            return DefinitionController.status(page(reviewer, why), HttpStatus.CONFLICT);
        }
    }

    private ModelAndView page(User user, List<Finding> faults) {
        List<Waiting> waiting = new ArrayList<>();
        for (Definition one : definitions.toReview(user, MOST)) {
            Definition.Draft draft = one.draft();
            if (draft != null) {
                waiting.add(Waiting.of(one, draft));
            }
        }
        return new ModelAndView("administer/reviews")
                .addObject("waiting", waiting)
                .addObject("most", MOST)
                .addObject("faults", faults);
    }
}
