package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.Sharing;

/**
 * One request with the facts that the rules ask for. They are filled in by the rules as they pass, so that a later rule can rely
 * on what an earlier one has established.
 */
final class Situation {
    private final Request request;
    private final Instant now;
    private final Map<String, String> claims;
    private final @Nullable UUID claimant;
    private @Nullable Resource resource;
    private List<Grant> grants = List.of();
    private @Nullable Right right;
    private @Nullable UUID consent;

    Situation(Request request, Instant now) {
        this(request, now, Map.of(), null);
    }

    /**
     * @param claims of a check: name of each item to the value that is claimed
     * @param claimant the person who claims to be named in the record, if one is known
     */
    Situation(Request request, Instant now, Map<String, String> claims, @Nullable UUID claimant) {
        this.claimant = claimant;
        this.request = request;
        this.now = now;
        this.claims = Map.copyOf(claims);
    }

    /** What a check claims, by item; nothing of a query. */
    Map<String, String> claims() {
        return claims;
    }

    /** Who claims to be named in the record. */
    Optional<UUID> claimant() {
        return Optional.ofNullable(claimant);
    }

    Request request() {
        return request;
    }

    Instant now() {
        return now;
    }

    Resource resource() {
        return established(resource);
    }

    void resource(Resource found) {
        this.resource = found;
    }

    /** The consumer's grants for the resource, of any purpose and time. */
    List<Grant> grants() {
        return grants;
    }

    void grants(List<Grant> found) {
        this.grants = List.copyOf(found);
    }

    boolean unconditional() {
        return resource().sharing() == Sharing.UNCONDITIONAL;
    }

    Right right() {
        return established(right);
    }

    void right(Right chosen) {
        this.right = chosen;
    }

    /** The consent that the answer rests on, if the right needs one. */
    Optional<UUID> consent() {
        return Optional.ofNullable(consent);
    }

    void consent(UUID found) {
        this.consent = found;
    }

    /** The items that are asked for, in the resource's order: those that are named, or all that the right covers. */
    List<Item> items() {
        List<String> wanted = request.items().isEmpty() ? right().items() : request.items();
        return resource().items().stream()
                .filter(item -> wanted.contains(item.name()))
                .toList();
    }

    private static <T> T established(@Nullable T fact) {
        if (fact == null) {
            throw new IllegalStateException("A rule asked for a fact that no rule before it established");
        }
        return fact;
    }
}
