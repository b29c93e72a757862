package org.yici.app.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Keys;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The keys of departments' systems, for operators: which there are, and an end to one that was lost. */
@RestController
@RequestMapping("/api/v1/keys")
class KeysController {
    private static final int LARGEST_PAGE = 200;

    private final Keys keys;

    KeysController(Keys keys) {
        this.keys = keys;
    }

    @GetMapping
    Page<KeyView> all(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        return keys.all(Math.clamp(page, 0, 1_000_000), Math.clamp(size, 1, LARGEST_PAGE))
                .map(KeyView::of);
    }

    @PostMapping("/{keyId}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@CurrentUser User user, @PathVariable String keyId) {
        keys.withdraw(user, keyId);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record KeyView(
            String keyId,
            String system,
            String department,
            Instant validFrom,
            Instant validTo,
            @Nullable Instant withdrawnAt) {
        static KeyView of(Keys.SystemKey key) {
            return new KeyView(
                    key.keyId(), key.system(), key.department(), key.validFrom(), key.validTo(), key.withdrawnAt());
        }
    }
}
