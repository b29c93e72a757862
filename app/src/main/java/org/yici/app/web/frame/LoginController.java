package org.yici.app.web.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yici.app.identity.Identities;
import org.yici.app.identity.User;
import org.yici.app.web.DemoSettings;

/** The sign-in page. The form is taken by Spring Security at the same address. */
@Controller
class LoginController {
    private final DemoSettings settings;
    private final Identities identities;

    LoginController(DemoSettings settings, Identities identities) {
        this.settings = settings;
        this.identities = identities;
    }

    /** A demonstration account with the name of its holder. */
    record Card(String username, String password, String name) {
        @Override
        public String toString() {
            return username;
        }
    }

    @GetMapping("/login")
    String login(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String logout,
            Model model) {
        model.addAttribute("failed", error != null);
        model.addAttribute("signedOut", logout != null);
        model.addAttribute("accounts", settings.demo() ? cards() : List.of());
        return "portal/login";
    }

    private List<Card> cards() {
        return settings.demoAccounts().stream()
                .map(account -> new Card(account.username(), account.password(), name(account.username())))
                .toList();
    }

    private String name(String username) {
        return identities.user(username).map(User::displayName).orElse(username);
    }
}
