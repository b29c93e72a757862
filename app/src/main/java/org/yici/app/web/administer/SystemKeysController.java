package org.yici.app.web.administer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Identities;
import org.yici.app.identity.InvalidKeyException;
import org.yici.app.identity.Role;
import org.yici.app.identity.SystemKeys;
import org.yici.app.identity.SystemKeys.SystemKey;
import org.yici.app.identity.User;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.Paging;
import org.yici.kernel.text.Invisible;

/**
 * Departments' systems and their keys: an operator registers one that a department handed over, or withdraws one that was lost. A department's
 * stewards see its own, and withdraw them.
 */
@Controller
class SystemKeysController {
    private static final String PAGE = "/operator/keys";
    private static final int SIZE = 20;
    /** No department has this code. */
    private static final String NOBODYS = "";

    private static final int LONGEST_REASON = 500;

    private final SystemKeys keys;
    private final Identities identities;

    SystemKeysController(SystemKeys keys, Identities identities) {
        this.keys = keys;
        this.identities = identities;
    }

    @GetMapping(PAGE)
    String list(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        User reader = reader(user);
        model.addAttribute("list", keys.all(only(reader), Paging.index(page), SIZE));
        model.addAttribute("registers", reader.is(Role.OPERATOR));
        model.addAttribute("base", PAGE + "?");
        return "oversight/keys";
    }

    @GetMapping(PAGE + "/history")
    String history(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        User reader = reader(user);
        model.addAttribute("list", keys.history(only(reader), Paging.index(page), SIZE));
        model.addAttribute("registers", reader.is(Role.OPERATOR));
        model.addAttribute("base", PAGE + "/history?");
        return "oversight/key-history";
    }

    @GetMapping(PAGE + "/new")
    ModelAndView form(@CurrentUser @Nullable User user) {
        Access.require(user, Role.OPERATOR);
        return form("", "", HttpStatus.OK).addObject("faults", Map.of());
    }

    /** Two steps: the first shows the fingerprint, which the operator compares with the department's; the second registers. */
    @PostMapping(PAGE + "/new")
    ModelAndView add(
            @RequestParam(defaultValue = "") String system,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(name = "key", defaultValue = "") String publicKey,
            @RequestParam(defaultValue = "") String compared,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User operator = Access.require(user, Role.OPERATOR);
        try {
            if (compared.isEmpty()) {
                return new ModelAndView("oversight/key-compare")
                        .addObject("key", keys.preview(system, department, publicKey))
                        .addObject("text", publicKey);
            }
            SystemKey added = keys.add(operator, system, department, publicKey);
            flash.addFlashAttribute("done", "added");
            return new ModelAndView("redirect:" + PAGE + "/{keyId}", Map.of("keyId", added.keyId()));
        } catch (InvalidKeyException e) {
            // What was pasted is not shown again: it may be a private key.
            Map<String, String> faults = new LinkedHashMap<>();
            e.faults().forEach((field, fault) -> faults.put(field, "keys.fault." + fault));
            return form(system, department, HttpStatus.UNPROCESSABLE_CONTENT).addObject("faults", faults);
        }
    }

    @GetMapping(PAGE + "/{keyId}")
    ModelAndView key(@PathVariable String keyId, @CurrentUser @Nullable User user) {
        return key(reader(user), keyId, "", HttpStatus.OK).addObject("faults", Map.of());
    }

    @PostMapping(PAGE + "/{keyId}/withdrawal")
    ModelAndView withdraw(
            @PathVariable String keyId,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String sure,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User reader = reader(user);
        String why = Invisible.removed(reason);
        if (why.isEmpty() || why.length() > LONGEST_REASON || sure.isEmpty()) {
            String field = sure.isEmpty() && !why.isEmpty() ? "sure" : "reason";
            String fault = why.length() > LONGEST_REASON ? "long" : field;
            return key(reader, keyId, reason, HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("faults", Map.of(field, "keys.fault." + fault));
        }
        find(reader, keyId);
        keys.withdraw(reader, keyId, why);
        flash.addFlashAttribute("done", "withdrawn");
        return new ModelAndView("redirect:" + PAGE + "/{keyId}", Map.of("keyId", keyId));
    }

    private ModelAndView form(String system, String department, HttpStatus status) {
        ModelAndView page = new ModelAndView("oversight/key-new");
        page.setStatus(status);
        return page.addObject("departments", identities.departments())
                .addObject("system", system)
                .addObject("department", department);
    }

    private static User reader(@Nullable User user) {
        return Access.require(user, Role.OPERATOR, Role.STEWARD);
    }

    /** Whose keys a user sees; null for everybody's. */
    private static @Nullable String only(User reader) {
        return reader.is(Role.OPERATOR) ? null : Objects.requireNonNullElse(reader.department(), NOBODYS);
    }

    private SystemKey find(User reader, String keyId) {
        String only = only(reader);
        return keys.find(keyId)
                .filter(key -> only == null || only.equals(key.department()))
                .orElseThrow(() -> new NoSuchElementException("There is no key " + keyId));
    }

    private ModelAndView key(User reader, String keyId, String reason, HttpStatus status) {
        SystemKey key = find(reader, keyId);
        ModelAndView page = new ModelAndView("oversight/key");
        page.setStatus(status);
        return page.addObject("key", key)
                .addObject("events", keys.history(keyId))
                .addObject("reason", reason);
    }
}
