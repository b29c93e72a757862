package org.yici.app.casework.evidence;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseEvidence.Status;
import org.yici.app.casework.Cases;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Consent;
import org.yici.app.exchange.Consents;
import org.yici.app.exchange.Exchange;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.exchange.Outcome;
import org.yici.app.exchange.Request;
import org.yici.app.registry.Subjects;
import org.yici.app.service.Check;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItem.Material;
import org.yici.app.service.ServiceItem.Supply;
import org.yici.app.store.Nesting;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Resource;

/** Retrieves materials through the exchange, which is the only way to them. */
@Component
public class EvidenceRetrieval {
    private static final int NEWEST_CONSENTS = 500;
    /** The department has written a record anew, in a version that lies in quarantine. */
    private static final String NEWER_UNREAD = "newer-unread";

    private final Exchange exchange;
    private final Consents consents;
    private final Grants grants;
    private final Catalogue catalogue;
    private final Subjects subjects;
    private final Clock clock;

    EvidenceRetrieval(
            Exchange exchange, Consents consents, Grants grants, Catalogue catalogue, Subjects subjects, Clock clock) {
        this.subjects = subjects;
        this.exchange = exchange;
        this.consents = consents;
        this.grants = grants;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The materials about a party that departments share. */
    public static List<Material> shared(ServiceItem item, String role) {
        return item.materials().stream()
                .filter(material ->
                        material.supply() == Supply.SHARED && material.party().equals(role))
                .toList();
    }

    /**
     * Records a party's consent wherever a grant needs one that is not there yet; where the law already allows the use, nobody is asked.
     */
    public void consent(CaseFile file, PartyRow party, String actor) {
        lacking(file, party)
                .forEach((to, items) -> consents.give(
                        actor,
                        party.subject(),
                        to.getFirst(),
                        to.getLast(),
                        List.copyOf(items),
                        file.item.slug(),
                        file.number,
                        Cases.CONSENT_LASTS));
    }

    /** Whether anything about a party needs its consent at all; else the law allows what is retrieved, and nobody is asked. */
    public boolean asksConsent(CaseFile file, PartyRow party) {
        return shared(file.item, party.role()).stream().anyMatch(material -> needsConsent(material, file.item.slug()));
    }

    /** Whether a party's consent is needed that was never given, was revoked or has run out. */
    public boolean lacksConsent(CaseFile file, PartyRow party) {
        return !lacking(file, party).isEmpty();
    }

    /** Whether a stopped case goes on by itself as soon as consents are given, and not before. */
    public boolean isStoppedForConsent(CaseFile file) {
        return file.state() == Case.State.STOPPED
                && ChangeRow.isForConsent(file.changes)
                && file.parties.stream().anyMatch(party -> lacksConsent(file, party));
    }

    /** Consumer and resource to the items for which a consent is needed and not there. */
    private Map<List<String>, Set<String>> lacking(CaseFile file, PartyRow party) {
        Map<List<String>, Set<String>> asked = new LinkedHashMap<>();
        for (Material material : shared(file.item, party.role())) {
            if (needsConsent(material, file.item.slug())) {
                asked.computeIfAbsent(List.of(consumer(material), resource(material)), key -> new LinkedHashSet<>())
                        .addAll(material.items());
            }
        }
        List<Consent> given = asked.isEmpty()
                ? List.of()
                : consents.of(party.subject(), 0, NEWEST_CONSENTS).content();
        asked.entrySet()
                .removeIf(
                        one -> given.stream().anyMatch(consent -> covers(consent, file, one.getKey(), one.getValue())));
        return asked;
    }

    /** What was allowed for a case is over with it. */
    public void endConsents(CaseFile file) {
        consents.endAll(CaseLog.PLATFORM, file.number, Consent.Ending.CASE_CLOSED);
    }

    /**
     * What somebody allowed as a party is over when another takes the place, or the case was closed meanwhile; what the same person allowed
     * in another role stays.
     */
    public void endConsents(CaseFile file, PartyRow party) {
        List<Material> others = file.parties.stream()
                .filter(row ->
                        row.subject().equals(party.subject()) && !row.role().equals(party.role()))
                .flatMap(row -> shared(file.item, row.role()).stream())
                .toList();
        if (others.isEmpty()) {
            consents.end(CaseLog.PLATFORM, party.subject(), file.number, Consent.Ending.PARTY_REPLACED);
            return;
        }
        consents.of(party.subject(), 0, NEWEST_CONSENTS).content().stream()
                .filter(consent -> file.number.equals(consent.caseNumber()) && consent.revokedAt() == null)
                .filter(consent -> others.stream()
                        .noneMatch(material -> consumer(material).equals(consent.consumer())
                                && resource(material).equals(consent.resource())))
                .forEach(consent -> consents.revoke(CaseLog.PLATFORM, party.subject(), consent.id()));
    }

    private boolean covers(Consent consent, CaseFile file, List<String> to, Collection<String> items) {
        return file.number.equals(consent.caseNumber())
                && consent.consumer().equals(to.getFirst())
                && consent.resource().equals(to.getLast())
                && consent.purpose().equals(file.item.slug())
                && consent.revokedAt() == null
                && consent.expiresAt().isAfter(clock.instant())
                && consent.items().containsAll(items);
    }

    private boolean needsConsent(Material material, String purpose) {
        return grants.find(consumer(material), resource(material), purpose)
                .map(Grant::consentNeeded)
                .orElse(false);
    }

    /** Whether there is anything about a material's party to retrieve; nobody's right is used up by asking this. */
    public boolean isThere(CaseFile file, Material material) {
        return exchange.isRegistered(
                resource(material), file.party(material.party()).subject());
    }

    /** Whether changes of a material's resource come in; if not, its department may hold something else by now. */
    public boolean isCollected(Material material) {
        return exchange.isCollected(resource(material));
    }

    /** The department that provides a material; empty if its resource is not in the catalogue. */
    public String provider(Material material) {
        return catalogue.resource(resource(material)).map(Resource::provider).orElse("");
    }

    /** Retrieves several materials at once. */
    public List<EvidenceRow> retrieve(CaseFile file, Collection<Material> materials, String actor) {
        List<EvidenceRow> retrieved = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<EvidenceRow>> asked = materials.stream()
                    .map(material -> threads.submit(Nesting.carriedInto(() -> retrieve(file, material, actor))))
                    .toList();
            for (Future<EvidenceRow> answer : asked) {
                retrieved.add(answer.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while materials of case " + file.number + " were retrieved", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
        return retrieved;
    }

    public EvidenceRow retrieve(CaseFile file, Material material, String actor) {
        Outcome outcome = exchange.query(request(file, material, actor));
        String provider = provider(material);
        long leaf = outcome.receipt().index();
        return switch (outcome) {
            case Outcome.Answered answered
            when answered.evidence().stream().anyMatch(found -> found.newerUnread() != null) ->
                // What the department holds now is not known, so nothing may rest on what it held before.
                refused(material, provider, NEWER_UNREAD, leaf);
            case Outcome.Answered answered -> {
                List<EvidenceRow.EvidenceRecord> records = answered.evidence().stream()
                        .map(found -> new EvidenceRow.EvidenceRecord(found.key(), found.values(), found.sourceTime()))
                        .toList();
                Status status = records.isEmpty() ? Status.NONE : Status.RETRIEVED;
                yield new EvidenceRow(
                        material.id(), status, provider, material.items(), records, null, clock.instant(), null, leaf);
            }
            case Outcome.Refused refused ->
                refused(material, provider, refused.rule().code(), leaf);
            case Outcome.Checked checked ->
                throw new IllegalStateException("The exchange answered a query by " + checked);
        };
    }

    private EvidenceRow refused(Material material, String provider, String rule, long leaf) {
        return new EvidenceRow(
                material.id(),
                Status.REFUSED,
                provider,
                material.items(),
                List.of(),
                null,
                clock.instant(),
                rule,
                leaf);
    }

    /**
     * Asks yes or no.
     *
     * @throws EvidenceRefusedException if the exchange refuses
     */
    public boolean check(CaseFile file, Check check, Map<String, String> expected) {
        return check(file, check, expected, null);
    }

    private boolean check(CaseFile file, Check check, Map<String, String> expected, @Nullable UUID claimant) {
        Material material = file.item.material(check.material()).orElseThrow();
        Outcome outcome = exchange.check(request(file, material, CaseLog.PLATFORM), expected, claimant);
        return switch (outcome) {
            case Outcome.Checked checked
            when checked.newerUnread() -> throw new EvidenceRefusedException(material, NEWER_UNREAD);
            case Outcome.Checked checked -> checked.matches();
            case Outcome.Refused refused ->
                throw new EvidenceRefusedException(material, refused.rule().code());
            case Outcome.Answered answered ->
                throw new IllegalStateException("The exchange answered a check by " + answered);
        };
    }

    /**
     * Whether the registry bears out that the person who began the case acts for the company.
     *
     * @throws EvidenceRefusedException if the exchange refuses
     */
    boolean represents(CaseFile file, Check check) {
        CaseContext context = new CaseContext(file, clock.instant());
        Map<String, String> claimed = new LinkedHashMap<>();
        check.expected()
                .forEach((item, value) -> claimed.put(item, context.value(value).orElse("")));
        return check(file, check, claimed, subjects.of(ItemType.CITIZEN_ID, file.opener.citizenId()));
    }

    private static Request request(CaseFile file, Material material, String actor) {
        return new Request(
                consumer(material),
                actor,
                resource(material),
                file.item.slug(),
                file.party(material.party()).subject(),
                material.items(),
                file.number);
    }

    public static String resource(Material material) {
        if (material.resource() == null) {
            throw new IllegalStateException("Material " + material.id() + " has no resource");
        }
        return material.resource();
    }

    private static String consumer(Material material) {
        if (material.consumer() == null) {
            throw new IllegalStateException("Material " + material.id() + " has no consumer");
        }
        return material.consumer();
    }
}
