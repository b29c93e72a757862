package org.yici.app.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.kernel.resource.Resource;

@Service
class AdministeredGrants implements GrantAdministration {
    private final GrantStore store;
    private final Catalogue catalogue;
    private final Ledger ledger;
    private final Clock clock;
    private final GrantChecks checks;

    AdministeredGrants(GrantStore store, Catalogue catalogue, Identities identities, Ledger ledger, Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.ledger = ledger;
        this.clock = clock;
        this.checks = new GrantChecks(store, identities, clock);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Held> all(User user) {
        requireReader(user);
        Map<String, String> providers =
                catalogue.resources().stream().collect(Collectors.toMap(Resource::code, Resource::provider));
        return store.all().stream()
                .filter(grant -> isReader(user, grant, providers.get(grant.resource())))
                .map(grant -> held(user, grant, providers.get(grant.resource())))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Held find(User user, String id) {
        Grant grant = readable(user, id);
        return held(user, grant, provider(grant));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Event> history(User user, String id) {
        return store.history(readable(user, id).id());
    }

    @Override
    @Transactional
    public Held give(User user, Offer offer, String reason) {
        store.lock();
        Optional<Resource> resource = catalogue.resource(offer.resource());
        resource.ifPresent(found -> requireGiver(user, found.provider()));
        if (!user.is(Role.OPERATOR) && !user.is(Role.STEWARD)) {
            throw new AccessDeniedException("Operators give grants, and stewards of the providing department");
        }
        Map<String, String> faults = checks.faults(offer, resource);
        if (!GrantChecks.isText(reason)) {
            faults.put("reason", "reason");
        }
        if (!faults.isEmpty()) {
            throw new InvalidGrantException(faults);
        }
        Grant given = new Grant(
                store.nextId(),
                offer.consumer(),
                offer.resource(),
                offer.items(),
                offer.purpose(),
                offer.purposeLabel(),
                offer.basis(),
                offer.consentNeeded(),
                Objects.requireNonNull(offer.clearance()),
                offer.perMinute(),
                offer.from(),
                offer.to());
        return done(user, given, Step.GIVE, reason);
    }

    @Override
    @Transactional
    public Held narrow(User user, String id, Narrowing left, String reason) {
        return change(user, id, Step.NARROW, reason, grant -> {
            Map<String, String> faults = GrantChecks.faults(grant, left);
            if (!faults.isEmpty()) {
                throw new InvalidGrantException(faults);
            }
            return GrantChecks.narrowed(grant, left);
        });
    }

    @Override
    @Transactional
    public Held suspend(User user, String id, String reason) {
        return change(user, id, Step.SUSPEND, reason, grant -> with(grant, grant.to(), true));
    }

    @Override
    @Transactional
    public Held resume(User user, String id, String reason) {
        return change(user, id, Step.RESUME, reason, grant -> with(grant, grant.to(), false));
    }

    @Override
    @Transactional
    public Held end(User user, String id, String reason) {
        return change(user, id, Step.END, reason, grant -> {
            Instant now = clock.instant();
            // One that is not valid yet ends where it would have begun.
            return with(grant, now.isAfter(grant.from()) ? now : grant.from().plusMillis(1), grant.isSuspended());
        });
    }

    private static Grant with(Grant grant, Instant to, boolean suspended) {
        return grant.limited(grant.items(), grant.clearance(), grant.perMinute(), to, suspended);
    }

    private Held change(User user, String id, Step step, String reason, UnaryOperator<Grant> change) {
        store.lock();
        Grant grant = readable(user, id);
        String provider = provider(grant);
        requireGiver(user, provider);
        if (!allowed(user, provider, checks.state(grant)).contains(step)) {
            throw new InvalidGrantException("state", "state");
        }
        if (!GrantChecks.isText(reason)) {
            throw new InvalidGrantException("reason", "reason");
        }
        return done(user, change.apply(grant), step, reason);
    }

    private Held done(User user, Grant grant, Step step, String reason) {
        Act.Kind kind = step == Step.END || step == Step.SUSPEND ? Act.Kind.REVOCATION : Act.Kind.PUBLICATION;
        long leaf = ledger.append(new Act(
                        kind,
                        user.actor(),
                        grant.consumer(),
                        null,
                        null,
                        Map.of(
                                "grant",
                                grant.id(),
                                "step",
                                step.name(),
                                "resource",
                                grant.resource(),
                                "items",
                                String.join(",", grant.items()),
                                "purpose",
                                grant.purpose(),
                                "clearance",
                                grant.clearance().name(),
                                "perMinute",
                                Integer.toString(grant.perMinute()),
                                "to",
                                grant.to().toString(),
                                "suspended",
                                Boolean.toString(grant.isSuspended()))))
                .index();
        store.savePeoples(grant, new Event(clock.instant(), step, user.username(), reason.strip(), leaf));
        return held(user, grant, provider(grant));
    }

    private Grant readable(User user, String id) {
        requireReader(user);
        return store.find(id)
                .filter(grant -> isReader(user, grant, provider(grant)))
                .orElseThrow(() -> new NoSuchElementException("There is no grant " + id));
    }

    private Held held(User user, Grant grant, @Nullable String provider) {
        State state = checks.state(grant);
        return new Held(grant, provider, state, allowed(user, provider, state));
    }

    private static Set<Step> allowed(User user, @Nullable String provider, State state) {
        if (!isGiver(user, provider)) {
            return Set.of();
        }
        return switch (state) {
            case ENDED -> Set.of();
            case SUSPENDED -> EnumSet.of(Step.RESUME, Step.NARROW, Step.END);
            case FUTURE, VALID -> EnumSet.of(Step.SUSPEND, Step.NARROW, Step.END);
        };
    }

    private @Nullable String provider(Grant grant) {
        return catalogue.resource(grant.resource()).map(Resource::provider).orElse(null);
    }

    private static boolean isReader(User user, Grant grant, @Nullable String provider) {
        return user.is(Role.OPERATOR)
                || user.is(Role.AUDITOR)
                || user.is(Role.STEWARD)
                        && user.department() != null
                        && (user.department().equals(grant.consumer())
                                || user.department().equals(provider));
    }

    private static void requireReader(User user) {
        if (!user.is(Role.OPERATOR) && !user.is(Role.AUDITOR) && !user.is(Role.STEWARD)) {
            throw new AccessDeniedException("Operators, auditors and stewards read how grants stand");
        }
    }

    private static boolean isGiver(User user, @Nullable String provider) {
        return user.is(Role.OPERATOR)
                || user.is(Role.STEWARD) && provider != null && provider.equals(user.department());
    }

    private static void requireGiver(User user, @Nullable String provider) {
        if (!isGiver(user, provider)) {
            throw new AccessDeniedException("Operators decide on grants, and stewards of the providing department");
        }
    }
}
