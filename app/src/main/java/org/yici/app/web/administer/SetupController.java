package org.yici.app.web.administer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.identity.FirstAdministrators;
import org.yici.app.identity.FirstAdministrators.NewAccount;

/**
 * The page of a new platform: accounts of the first administrators, for whoever knows the code that its start told. The code stands
 * behind the {@code #} of the address, which no server and no log ever sees; a script puts it into the form.
 */
@Controller
class SetupController {
    private static final String PAGE = "/setup";
    private static final String CODE = "code";
    private static final int MOST = 2;

    private final FirstAdministrators administrators;

    SetupController(FirstAdministrators administrators) {
        this.administrators = administrators;
    }

    @GetMapping(PAGE)
    ModelAndView form() {
        return administrators.invites() ? page(Map.of(), Map.of()) : gone();
    }

    @PostMapping(PAGE)
    ModelAndView create(@RequestParam Map<String, String> typed, RedirectAttributes flash) {
        if (!administrators.invites()) {
            return gone();
        }
        String code = value(typed, CODE).strip();
        List<NewAccount> people = people(typed);
        Map<String, String> faults = new LinkedHashMap<>();
        if (!administrators.admits(code)) {
            faults.put(CODE, "setup.fault.CODE");
        }
        administrators.faults(people).forEach((field, fault) -> faults.put(field, "setup.fault." + fault));
        if (!faults.isEmpty()) {
            ModelAndView again = page(typed, faults);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        if (!administrators.create(code, people)) {
            return gone();
        }
        flash.addFlashAttribute("made", true);
        return new ModelAndView("redirect:/login");
    }

    /** Whoever has nothing typed beside them is nobody, but the first. */
    private static List<NewAccount> people(Map<String, String> typed) {
        List<NewAccount> people = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            NewAccount person = new NewAccount(
                    value(typed, "username-" + i).strip(),
                    value(typed, "name-" + i),
                    value(typed, "password-" + i),
                    value(typed, "repeated-" + i));
            boolean empty = person.username().isEmpty()
                    && person.displayName().isBlank()
                    && person.password().isEmpty();
            if (i == 0 || !empty) {
                people.add(person);
            }
        }
        return people;
    }

    private static String value(Map<String, String> typed, String field) {
        return typed.getOrDefault(field, "");
    }

    /** Passwords are not shown again. */
    private static ModelAndView page(Map<String, String> typed, Map<String, String> faults) {
        Map<String, String> kept = new LinkedHashMap<>(typed);
        kept.keySet().removeIf(field -> field.startsWith("password-") || field.startsWith("repeated-"));
        return new ModelAndView("oversight/setup").addObject("typed", kept).addObject("faults", faults);
    }

    private static ModelAndView gone() {
        ModelAndView page = new ModelAndView("oversight/setup-gone");
        page.setStatus(HttpStatus.GONE);
        return page;
    }
}
