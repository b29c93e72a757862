package org.yici.app.web;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page. The form is taken by Spring Security at the same address. */
@Controller
class LoginController {
    private final DemoSettings settings;

    LoginController(DemoSettings settings) {
        this.settings = settings;
    }

    @GetMapping("/login")
    String login(
            @RequestParam(required = false) String error,
            @RequestParam(required = false) String logout,
            Model model) {
        model.addAttribute("failed", error != null);
        model.addAttribute("signedOut", logout != null);
        model.addAttribute("accounts", settings.demo() ? settings.demoAccounts() : List.of());
        return "portal/login";
    }
}
