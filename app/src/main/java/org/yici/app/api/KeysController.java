package org.yici.app.api;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.SystemKeys;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The keys of departments' systems, for operators: which there are, a new one, and an end to one that was lost. */
@RestController
@RequestMapping("/api/v1/keys")
class KeysController {
    private static final int LARGEST_PAGE = 200;

    private final SystemKeys keys;

    KeysController(SystemKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    Page<KeyView> all(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        return keys.all(null, Math.clamp(page, 0, 1_000_000), Math.clamp(size, 1, LARGEST_PAGE))
                .map(KeyView::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    KeyView add(@CurrentUser User user, @RequestBody Adding adding) {
        return KeyView.of(keys.add(
                user,
                Objects.requireNonNullElse(adding.system(), ""),
                Objects.requireNonNullElse(adding.department(), ""),
                Objects.requireNonNullElse(adding.publicKey(), "")));
    }

    /** @param publicKey as PEM or as JWK, in one text */
    @JsonNaming(SnakeCaseStrategy.class)
    record Adding(
            @Nullable String system,
            @Nullable String department,
            @Nullable String publicKey) {}

    @PostMapping("/{keyId}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(
            @CurrentUser User user,
            @PathVariable String keyId,
            @RequestBody(required = false) @Nullable Withdrawing withdrawing) {
        String reason = withdrawing == null ? null : withdrawing.reason();
        keys.withdraw(user, keyId, Objects.requireNonNullElse(reason, ""));
    }

    /** @param reason why, for the history that operators read */
    record Withdrawing(@Nullable String reason) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record KeyView(
            String keyId,
            String system,
            String department,
            String fingerprint,
            Instant validFrom,
            Instant validTo,
            @Nullable Instant lastUsedAt,
            @Nullable Instant withdrawnAt) {
        static KeyView of(SystemKeys.SystemKey key) {
            return new KeyView(
                    key.keyId(),
                    key.system(),
                    key.department(),
                    key.fingerprint(),
                    key.validFrom(),
                    key.validTo(),
                    key.lastUsedAt(),
                    key.withdrawnAt());
        }
    }
}
