package org.yici.app.exchange;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.DepartmentSystem;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.Sharing;

/**
 * The rules of sharing, each a function that is silent or says what to do. {@link #inOrder} is the one list of them. Where a rule
 * cannot be asked nothing is given.
 */
@Component
class SharingRules {
    private static final Logger log = LoggerFactory.getLogger(SharingRules.class);

    private final Catalogue catalogue;
    private final GrantStore grants;
    private final ConsentStore consents;
    private final FrequencyStore frequency;
    private final ClaimedValueStore claims;
    private final ExchangeProperties properties;
    private final Subjects subjects;

    SharingRules(
            Catalogue catalogue,
            GrantStore grants,
            ConsentStore consents,
            FrequencyStore frequency,
            ClaimedValueStore claims,
            ExchangeProperties properties,
            Subjects subjects) {
        this.subjects = subjects;
        this.catalogue = catalogue;
        this.grants = grants;
        this.consents = consents;
        this.frequency = frequency;
        this.claims = claims;
        this.properties = properties;
    }

    /** A rule with the function that asks it: empty, or one sentence that says what to do. */
    record Asked(Rule rule, Question question) {}

    @FunctionalInterface
    interface Question {
        Optional<String> ask(Situation situation);
    }

    /** A rule that refused, and why. */
    record Refusal(Rule rule, String detail) {}

    List<Asked> inOrder() {
        return List.of(
                new Asked(Rule.UNKNOWN_RESOURCE, this::resourceIsPublished),
                new Asked(Rule.NOT_SHARED, this::resourceIsShared),
                new Asked(Rule.NO_GRANT, this::departmentHasAGrant),
                new Asked(Rule.GRANT_EXPIRED, this::grantIsValid),
                new Asked(Rule.GRANT_SUSPENDED, this::grantIsNotSuspended),
                new Asked(Rule.PURPOSE_NOT_GRANTED, this::purposeIsTheGrants),
                new Asked(Rule.ITEM_NOT_GRANTED, this::itemsAreCovered),
                new Asked(Rule.CASE_MISSING, this::caseIsNamed),
                new Asked(Rule.CONSENT_MISSING, this::subjectHasConsented),
                new Asked(Rule.TOO_FREQUENT, this::rateIsKept),
                // Last, for it writes down what is claimed.
                new Asked(Rule.TOO_MANY_CLAIMS, this::claimsAreFew));
    }

    /** The first rule that refuses, if one does. What cannot be decided is not given, and no rule is blamed for it. */
    Optional<Refusal> refusal(Situation situation) {
        for (Asked asked : inOrder()) {
            try {
                Optional<String> detail = asked.question().ask(situation);
                if (detail.isPresent()) {
                    return Optional.of(new Refusal(asked.rule(), detail.get()));
                }
            } catch (RuntimeException e) {
                log.error(
                        "The rule {} could not be asked, so nothing is given",
                        asked.rule().code(),
                        e);
                return Optional.of(new Refusal(
                        Rule.UNAVAILABLE,
                        "Whether this may be given cannot be decided now, so nothing is; try again in a minute"));
            }
        }
        return Optional.empty();
    }

    private Optional<String> resourceIsPublished(Situation situation) {
        String code = situation.request().resource();
        Optional<Resource> resource = catalogue.resource(code);
        resource.ifPresent(situation::resource);
        return resource.isPresent()
                ? Optional.empty()
                : refuse("The catalogue has no resource " + code + "; look its code up in the catalogue");
    }

    private Optional<String> resourceIsShared(Situation situation) {
        return situation.resource().sharing() == Sharing.NOT_SHARED
                ? refuse("The resource is not shared; the catalogue names the legal basis")
                : Optional.empty();
    }

    private Optional<String> departmentHasAGrant(Situation situation) {
        Request request = situation.request();
        situation.grants(grants.of(request.consumer(), request.resource()));
        return situation.grants().isEmpty() && !situation.unconditional()
                ? refuse("The department has no grant for this resource; apply for one at its provider")
                : Optional.empty();
    }

    private Optional<String> grantIsValid(Situation situation) {
        if (situation.unconditional() || situation.grants().stream().anyMatch(grant -> counts(grant, situation))) {
            return Optional.empty();
        }
        boolean expired = situation.grants().stream().noneMatch(grant -> valid(grant, situation))
                || situation.grants().stream().anyMatch(grant -> ofPurpose(grant, situation));
        return expired ? refuse("The department's grant is not valid today; apply for its renewal") : Optional.empty();
    }

    private Optional<String> grantIsNotSuspended(Situation situation) {
        List<Grant> counting = situation.grants().stream()
                .filter(grant -> counts(grant, situation))
                .toList();
        return !counting.isEmpty() && counting.stream().allMatch(Grant::isSuspended)
                ? refuse("The department's grant is suspended; ask its provider why and until when")
                : Optional.empty();
    }

    private Optional<String> purposeIsTheGrants(Situation situation) {
        Optional<Right> right = situation.grants().stream()
                .filter(grant -> counts(grant, situation) && !grant.isSuspended())
                .findFirst()
                .map(Right::of);
        if (right.isEmpty() && situation.unconditional()) {
            right = Optional.of(Right.unconditional(situation.resource(), properties.unconditionalPerMinute()));
        }
        right.ifPresent(situation::right);
        return right.isPresent()
                ? Optional.empty()
                : refuse("The department's grants are for other purposes; ask under a granted purpose");
    }

    private Optional<String> itemsAreCovered(Situation situation) {
        for (String name : situation.request().items()) {
            if (situation.resource().item(name).isEmpty()
                    || !situation.right().items().contains(name)) {
                return refuse("The right " + situation.right().id() + " does not cover the item " + name
                        + "; leave it out or apply for it");
            }
        }
        return Optional.empty();
    }

    private Optional<String> caseIsNamed(Situation situation) {
        return situation.right().consentNeeded() && situation.request().caseNumber() == null
                ? refuse("This grant needs the subject's consent in a case; name the case")
                : Optional.empty();
    }

    private Optional<String> subjectHasConsented(Situation situation) {
        if (!situation.right().consentNeeded()) {
            return Optional.empty();
        }
        var consent = consents.valid(
                situation.request(),
                situation.request().subject(),
                situation.items().stream().map(Item::name).toList(),
                situation.now());
        consent.ifPresent(situation::consent);
        return consent.isPresent()
                ? Optional.empty()
                : refuse("The subject has not consented to all these items in this case; ask for consent in the case");
    }

    private Optional<String> rateIsKept(Situation situation) {
        Right right = situation.right();
        // The department's systems and the platform's cases each have the rate: neither makes the other stand still.
        String counted = right.id() + "|" + situation.request().consumer() + "|"
                + situation.request().resource()
                + (DepartmentSystem.isActor(situation.request().actor()) ? "" : "|cases");
        return frequency.admits(counted, right.perMinute(), situation.now())
                ? Optional.empty()
                : refuse("The right allows " + right.perMinute() + " calls a minute; wait");
    }

    private Optional<String> claimsAreFew(Situation situation) {
        List<ClaimedValueStore.Counted> counted = counted(situation);
        return counted.isEmpty()
                        || claims.admits(
                                situation.request(),
                                counted,
                                situation.now(),
                                properties.claimsPerDay(),
                                properties.claimsPerMonth())
                ? Optional.empty()
                : refuse("Of one item of one subject a department may claim " + properties.claimsPerDay()
                        + " different values a day and " + properties.claimsPerMonth()
                        + " in thirty days, and as many records a person who claims to be named in them; ask the subject"
                        + " what is right");
    }

    /** What a person claimed of himself was right: it tells nobody anything new, so it does not count. */
    void confirmed(Situation situation) {
        claims.forget(
                situation.request(),
                counted(situation).stream()
                        .filter(ClaimedValueStore.Counted::onClaimant)
                        .toList());
    }

    /**
     * A known person's claim to be named counts on the person; what else that person claims its caller counts on the person too, for on the
     * subject it would let anybody use up what may be asked about somebody else.
     */
    private List<ClaimedValueStore.Counted> counted(Situation situation) {
        Optional<UUID> claimant = situation.claimant();
        return situation.claims().entrySet().stream()
                .filter(claim ->
                        claimant.isEmpty() || isNamed(situation, claim.getKey(), claim.getValue(), claimant.get()))
                .map(claim -> ClaimedValueStore.Counted.of(
                        situation.request(), claim.getKey(), claim.getValue(), claimant.orElse(null)))
                .toList();
    }

    /** Whether the claim is that this person is the one whom an item names. */
    private boolean isNamed(Situation situation, String name, String value, UUID person) {
        try {
            return situation
                    .resource()
                    .item(name)
                    .filter(item -> item.type().isStrongIdentifier())
                    .filter(item -> subjects.of(item.type(), value).equals(person))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean counts(Grant grant, Situation situation) {
        return valid(grant, situation) && ofPurpose(grant, situation);
    }

    private static boolean valid(Grant grant, Situation situation) {
        return !situation.now().isBefore(grant.from()) && situation.now().isBefore(grant.to());
    }

    private static boolean ofPurpose(Grant grant, Situation situation) {
        return grant.purpose().equals(situation.request().purpose());
    }

    private static Optional<String> refuse(String detail) {
        return Optional.of(detail);
    }
}
