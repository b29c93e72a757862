package org.yici.app.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.DepartmentSystem;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.registry.Freshness;
import org.yici.app.registry.Registry;
import org.yici.app.registry.RegistryRecord;
import org.yici.kernel.ledger.AnswerDigest;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.resource.Item;

/** Asks the rules, reads the registry, and lets nothing out that is not in the ledger. */
@Service
class GovernedExchange implements Exchange {
    private static final Logger log = LoggerFactory.getLogger(GovernedExchange.class);
    /** An answer has so many records at most, and says so if there are more. */
    static final int MOST_RECORDS = 100;

    /** A check compares so many; where there are more it does not say no of what it has not seen. */
    private static final int MOST_COMPARED = 10_000;

    private final SharingRules rules;
    private final Catalogue catalogue;
    private final Registry registry;
    private final Freshness freshness;
    private final ConsentStore consents;
    private final StandingStore standing;
    private final FrequencyRefusals frequencyRefusals;
    private final Ledger ledger;
    private final AnswerBody form;
    private final Clock clock;

    GovernedExchange(
            SharingRules rules,
            Catalogue catalogue,
            Registry registry,
            Freshness freshness,
            ConsentStore consents,
            StandingStore standing,
            FrequencyRefusals frequencyRefusals,
            Ledger ledger,
            AnswerBody form,
            Clock clock) {
        this.rules = rules;
        this.catalogue = catalogue;
        this.registry = registry;
        this.freshness = freshness;
        this.consents = consents;
        this.standing = standing;
        this.frequencyRefusals = frequencyRefusals;
        this.ledger = ledger;
        this.form = form;
        this.clock = clock;
    }

    @Override
    public Outcome query(Request request) {
        Situation situation = new Situation(request, clock.instant());
        return decided(situation, MOST_RECORDS + 1, records -> {
            Disclosure disclosure = new Disclosure(situation, consents);
            boolean complete = records.size() <= MOST_RECORDS;
            Map<String, Instant> newer = unread(situation, records);
            boolean collected = freshness.isCollected(situation.resource());
            List<Evidence> evidence = records.stream()
                    .limit(MOST_RECORDS)
                    .map(found -> disclosure.evidence(found, form, newer.get(found.key())))
                    .toList();
            Map<String, String> details = details(situation);
            String call = details.getOrDefault("call", "");
            // How many records there are is in the answer alone: whoever else they name reads this entry too.
            details.put(
                    AnswerDigest.FIELD,
                    AnswerDigest.sha256(form.records(call, request.resource(), evidence, complete, collected)));
            return standing.whileItStands(
                    situation,
                    disclosure.consents(),
                    () -> new Outcome.Answered(
                            evidence,
                            complete,
                            collected,
                            append(Act.Kind.QUERY, request, disclosure.touched(), details)),
                    refusal -> refuse(request, refusal));
        });
    }

    @Override
    public Outcome check(Request request, Map<String, String> expected, @Nullable UUID claimant) {
        if (expected.isEmpty()) {
            throw new IllegalArgumentException("A check names at least one item with the value that is claimed");
        }
        Request named = new Request(
                request.consumer(),
                request.actor(),
                request.resource(),
                request.purpose(),
                request.subject(),
                expected.keySet().stream().sorted().toList(),
                request.caseNumber());
        Situation situation = new Situation(named, clock.instant(), expected, claimant);
        return decided(situation, MOST_COMPARED + 1, records -> {
            if (records.size() > MOST_COMPARED) {
                return refuse(
                        named,
                        new SharingRules.Refusal(
                                Rule.UNAVAILABLE,
                                "There are more than " + MOST_COMPARED
                                        + " records about this subject, too many to compare"));
            }
            Disclosure disclosure = new Disclosure(situation, consents);
            if (!records.stream().allMatch(disclosure::opens)) {
                return refuse(
                        named,
                        new SharingRules.Refusal(
                                Rule.CONSENT_MISSING,
                                "The items are about other people too, who have not consented; ask for their consent in the"
                                        + " case"));
            }
            // Also a no tells about each of them.
            records.forEach(disclosure::compared);
            boolean matches = records.stream()
                    .anyMatch(record -> situation.items().stream()
                            .allMatch(item -> Claim.holds(
                                    item.type(),
                                    expected.getOrDefault(item.name(), ""),
                                    record.values().get(item.name()))));
            if (matches) {
                rules.confirmed(situation);
            }
            Map<String, String> details = details(situation);
            String call = details.getOrDefault("call", "");
            // How many records there are would tell more than yes or no.
            boolean newer = !unread(situation, records).isEmpty();
            boolean collected = freshness.isCollected(situation.resource());
            details.put(
                    AnswerDigest.FIELD,
                    AnswerDigest.sha256(form.match(call, named.resource(), matches, newer, collected)));
            return standing.whileItStands(
                    situation,
                    disclosure.consents(),
                    () -> new Outcome.Checked(
                            matches, newer, collected, append(Act.Kind.CHECK, named, disclosure.touched(), details)),
                    refusal -> refuse(named, refusal));
        });
    }

    private Map<String, Instant> unread(Situation situation, List<RegistryRecord> records) {
        return freshness.newerUnread(
                situation.resource().code(),
                records.stream().map(RegistryRecord::key).toList());
    }

    @Override
    public boolean isCollected(String resource) {
        return catalogue.resource(resource).map(freshness::isCollected).orElse(true);
    }

    @Override
    public boolean isRegistered(String resource, UUID subject) {
        return catalogue
                .resource(resource)
                .filter(found -> !registry.find(found, subject, 1).isEmpty())
                .isPresent();
    }

    private interface Answering {
        Outcome answer(List<RegistryRecord> records);
    }

    private Outcome decided(Situation situation, int most, Answering answering) {
        Request request = situation.request();
        Optional<SharingRules.Refusal> refusal = rules.refusal(situation);
        if (refusal.isPresent()) {
            return refuse(request, refusal.get());
        }
        List<RegistryRecord> records;
        try {
            records = registry.find(situation.resource(), request.subject(), most);
        } catch (RuntimeException e) {
            log.error("The registry of {} could not be read", request.resource(), e);
            return refuse(
                    request,
                    new SharingRules.Refusal(
                            Rule.UNAVAILABLE, "The records cannot be read now; try again in a minute"));
        }
        return answering.answer(records);
    }

    private Outcome.Refused refuse(Request request, SharingRules.Refusal refusal) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("rule", refusal.rule().code());
        details.put("resource", CallText.resource(request.resource()));
        details.put("purpose", CallText.purpose(request.purpose()));
        details.put("items", CallText.items(request.items()));
        // Casework serves many people as one caller: each of its refusals is a leaf of its own.
        boolean gathered = request.caseNumber() == null || DepartmentSystem.isActor(request.actor());
        Receipt receipt = refusal.rule() == Rule.TOO_FREQUENT && gathered
                ? frequencyRefusals.receipt(request, (more, others) -> {
                    details.putAll(more);
                    return append(Act.Kind.REFUSAL, request, others, details);
                })
                : append(Act.Kind.REFUSAL, request, Set.of(), details);
        return new Outcome.Refused(refusal.rule(), refusal.detail(), receipt);
    }

    private static Map<String, String> details(Situation situation) {
        Request request = situation.request();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("call", UUID.randomUUID().toString());
        details.put("resource", CallText.resource(request.resource()));
        details.put("purpose", CallText.purpose(request.purpose()));
        details.put(
                "items",
                CallText.items(situation.items().stream().map(Item::name).toList()));
        details.put("grant", situation.right().id());
        situation.consent().ifPresent(id -> details.put("consent", id.toString()));
        return details;
    }

    private Receipt append(Act.Kind kind, Request request, Set<UUID> touched, Map<String, String> details) {
        return ledger.append(new Act(
                kind,
                request.actor(),
                request.consumer(),
                request.subject(),
                touched,
                CallText.caseNumber(request.caseNumber()),
                details));
    }
}
