package org.yici.app.web.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.service.ServiceItem;

/** What somebody is about to be asked for, before consenting. */
@Component
public class CaseAsks {
    private final CaseTexts texts;
    private final Grants grants;

    CaseAsks(CaseTexts texts, Grants grants) {
        this.texts = texts;
        this.grants = grants;
    }

    /** The shared materials about a party, by department and resource. */
    public List<AskView> of(ServiceItem item, String role, Locale locale) {
        List<AskView> asks = new ArrayList<>();
        for (ServiceItem.Material material : item.materials()) {
            if (material.supply() != ServiceItem.Supply.SHARED
                    || !material.party().equals(role)) {
                continue;
            }
            String resource = Objects.requireNonNullElse(material.resource(), "");
            String consumer = Objects.requireNonNullElse(material.consumer(), "");
            Optional<Grant> grant = grants.find(consumer, resource, item.slug());
            asks.add(new AskView(
                    material.id(),
                    texts.label(locale, material.label()),
                    texts.department(locale, texts.provider(resource)),
                    texts.resource(locale, resource),
                    material.items().stream()
                            .map(name -> texts.item(locale, resource, name))
                            .toList(),
                    List.of(texts.department(locale, consumer)),
                    grant.map(Grant::consentNeeded).orElse(true),
                    grant.map(found -> texts.label(locale, found.purposeLabel()))
                            .orElse(texts.label(locale, item.label())),
                    grant.map(Grant::basis).orElse("")));
        }
        return asks;
    }
}
