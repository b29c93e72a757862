package org.yici.app.web.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseEvidence;
import org.yici.app.casework.CaseParty;
import org.yici.app.catalogue.ItemWords;
import org.yici.app.exchange.Exchange;
import org.yici.app.exchange.Grants;
import org.yici.app.service.ServiceItem;

/** Puts what a case rests on into words: each material with what was retrieved, or why nothing is shown. */
@Component
class CaseMaterials {
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CaseTexts texts;
    private final ItemWords words;
    private final Grants grants;
    private final Exchange exchange;
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();

    private record Looked(boolean collected, long at) {}

    CaseMaterials(CaseTexts texts, ItemWords words, Grants grants, Exchange exchange) {
        this.exchange = exchange;
        this.texts = texts;
        this.words = words;
        this.grants = grants;
    }

    /** All materials of the case's parties in the item's order. */
    List<MaterialView> of(Case found, Optional<CaseParty> mine, Locale locale) {
        return found.item().materials().stream()
                .filter(material -> found.party(material.party()).isPresent()
                        || ((mine.isEmpty() || found.isOfApplicant())
                                && found.item()
                                        .party(material.party())
                                        .filter(ServiceItem.Party::isOptional)
                                        .isEmpty()))
                .map(material -> material(found, mine, material, locale))
                .toList();
    }

    private MaterialView material(Case found, Optional<CaseParty> mine, ServiceItem.Material material, Locale locale) {
        Optional<CaseEvidence> retrieved = found.evidence(material.id());
        String provider = retrieved.map(CaseEvidence::provider).orElse(texts.provider(material.resource()));
        List<CaseView.Row> rows =
                retrieved.map(evidence -> rows(evidence, material, locale)).orElse(List.of());
        String rule = retrieved.map(CaseEvidence::rule).orElse(null);
        return new MaterialView(
                material.id(),
                texts.label(locale, material.label()),
                material.supply().name(),
                material.party(),
                texts.party(locale, found.item(), material.party()),
                texts.department(locale, provider),
                texts.resource(locale, material.resource()),
                texts.department(locale, material.consumer()),
                retrieved
                        .map(evidence -> evidence.status().name())
                        .orElseGet(() -> notRetrieved(found, mine, material)),
                rows,
                retrieved.map(CaseEvidence::records).orElse(0),
                retrieved.map(CaseEvidence::sourceTime).map(CaseView.Time::of).orElse(null),
                retrieved.map(CaseEvidence::retrievedAt).map(CaseView.Time::of).orElse(null),
                rule == null ? null : texts.text(locale, "casepage.rule." + rule),
                isCollected(material.resource()),
                retrieved.map(CaseEvidence::leaf).orElse(-1L));
    }

    /** Open pages look at each material again and again: what is shown may be a second old. */
    private boolean isCollected(@Nullable String resource) {
        if (resource == null) {
            return true;
        }
        Looked known = looked.get(resource);
        if (known == null || System.nanoTime() - known.at() > KEPT_NANOS) {
            known = new Looked(exchange.isCollected(resource), System.nanoTime());
            looked.put(resource, known);
        }
        return known.collected();
    }

    /**
     * Why a material is not shown: CONSENT while its party has to agree, LAW while it has not been retrieved though nobody need agree, PRIVATE if it is about another party than the viewer, else
     * PENDING: it comes later or never.
     */
    private String notRetrieved(Case found, Optional<CaseParty> mine, ServiceItem.Material material) {
        boolean agreed = found.party(material.party())
                .filter(party -> party.consentedAt() != null)
                .isPresent();
        if (material.supply() != ServiceItem.Supply.SHARED) {
            return "PENDING";
        }
        boolean others =
                mine.filter(viewer -> !viewer.role().equals(material.party())).isPresent();
        if (!agreed) {
            return isOpenByLaw(found, material) ? "LAW" : "CONSENT";
        }
        return others ? "PRIVATE" : "PENDING";
    }

    /** Whether a grant opens a material without its party's consent. */
    private boolean isOpenByLaw(Case found, ServiceItem.Material material) {
        return grants.find(
                        String.valueOf(material.consumer()),
                        String.valueOf(material.resource()),
                        found.item().slug())
                .filter(grant -> !grant.consentNeeded())
                .isPresent();
    }

    private List<CaseView.Row> rows(CaseEvidence evidence, ServiceItem.Material material, Locale locale) {
        List<String> order = new ArrayList<>(material.items());
        evidence.values().keySet().stream()
                .filter(name -> !order.contains(name))
                .sorted()
                .forEach(order::add);
        return order.stream()
                .filter(evidence.values()::containsKey)
                .map(name -> row(evidence, material, name, locale))
                .toList();
    }

    private CaseView.Row row(CaseEvidence evidence, ServiceItem.Material material, String name, Locale locale) {
        String label = evidence.labels().containsKey(name)
                ? texts.label(locale, evidence.labels().get(name))
                : texts.item(locale, material.resource(), name);
        String raw = evidence.values().get(name);
        return new CaseView.Row(name, label, words.of(locale, material.resource(), name, raw), CaseTexts.masked(raw));
    }
}
