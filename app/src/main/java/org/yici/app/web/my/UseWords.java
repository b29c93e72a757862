package org.yici.app.web.my;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.directory.LegalTitles;
import org.yici.app.exchange.AccessLog.Use;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.identity.DepartmentSystem;
import org.yici.app.ledger.SubjectLeaves;
import org.yici.app.web.frame.Show;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;

/**
 * A use of somebody's data in words of the catalogue and of the grants: no names of systems, accounts or columns. Lists, exports and
 * receipts say the same.
 */
@Component("useWords")
class UseWords {
    private static final String READING = "reading";
    private static final String OWN_DATA = "own-data";

    private final Show show;
    private final Catalogue catalogue;
    private final Grants grants;
    private final LegalTitles laws;

    UseWords(Show show, Catalogue catalogue, Grants grants, LegalTitles laws) {
        this.laws = laws;
        this.show = show;
        this.catalogue = catalogue;
        this.grants = grants;
    }

    /**
     * What a use was.
     *
     * @param leaf index of its leaf in the ledger
     * @param at when it was
     * @param department who asked
     * @param purpose what for
     * @param kind {@code query}, {@code check}, {@code reading} or {@code refusal}, which decides how it is marked
     * @param did the same in words
     * @param data which data
     * @param provider by which department the data is held; empty if it is not of one resource
     * @param items which items of it; for a reading, which resources
     * @param right by which right, or why it was refused
     * @param basis the legal basis, in the reader's language as far as its titles are translated; empty if none is known
     * @param by a system of the department, one of its officials, a case, or the person itself
     * @param named whether the person is only named in a record about somebody else
     * @param consented whether it rested on the person's own consent
     */
    record Words(
            long leaf,
            Instant at,
            String department,
            String purpose,
            String kind,
            String did,
            String data,
            String provider,
            List<String> items,
            String right,
            String basis,
            String by,
            boolean named,
            boolean consented,
            @Nullable String caseNumber) {}

    public Words of(Use use) {
        Optional<Resource> resource = catalogue.resource(use.resource());
        boolean reading = use.kind().equals(READING);
        return new Words(
                use.leaf(),
                use.at(),
                department(use.consumer(), use.named()),
                purpose(use.purpose(), reading && use.right().equals(OWN_DATA)),
                use.kind(),
                show.say("use.kind." + use.kind()),
                reading ? show.say("use.what." + use.right()) : resource(use.resource()),
                reading
                        ? ""
                        : resource.map(found -> show.department(found.provider()))
                                .orElse(""),
                reading ? resources(use.resource()) : items(resource, use.items()),
                right(use),
                use.kind().equals("refusal")
                        ? ""
                        : grant(use.right())
                                .map(grant ->
                                        laws.in(LocaleContextHolder.getLocale().getLanguage(), grant.basis()))
                                .orElse(""),
                by(use),
                use.named(),
                use.consent() != null && !use.named() && !use.kind().equals("refusal"),
                use.caseNumber());
    }

    /** A department's name; the person's own where a citizen looked. */
    public String department(String code, boolean named) {
        return code.isEmpty()
                ? show.say(named ? "uses.department.other" : "uses.department.self")
                : show.department(code);
    }

    /** A purpose as the grants word it. */
    public String purpose(String code) {
        return purpose(code, false);
    }

    private String purpose(String code, boolean own) {
        if (own) {
            return show.say("uses.purpose.own");
        }
        if (code.isEmpty()) {
            return show.say("uses.purpose.duty");
        }
        String words = show.purpose(code);
        return words.equals(code) ? show.say("uses.purpose.unknown") : words;
    }

    /** The purpose of a group of uses; a citizen who uses without one looks at data of its own. */
    String purpose(SubjectLeaves.Group group) {
        return purpose(
                group.purpose(), group.department().isEmpty() && group.purpose().isEmpty());
    }

    /** The items in one line. */
    public String line(List<String> items) {
        return items.stream().collect(Collectors.joining(show.say("uses.items.separator")));
    }

    /** A reading is of whole records, perhaps of several resources. */
    private List<String> resources(String codes) {
        return codes.isEmpty()
                ? List.of()
                : Arrays.stream(codes.split(",")).map(this::resource).toList();
    }

    private String resource(String code) {
        return catalogue
                .resource(code)
                .map(found -> show.label(found.label()))
                .orElseGet(() -> show.say("uses.data.unknown"));
    }

    private List<String> items(Optional<Resource> resource, List<String> names) {
        return names.stream().map(name -> item(resource, name)).distinct().toList();
    }

    private String item(Optional<Resource> resource, String name) {
        return resource.flatMap(found -> found.item(name))
                .map(Item::label)
                .map(show::label)
                .orElseGet(() -> show.say("uses.item.unknown"));
    }

    private String right(Use use) {
        String right = use.right();
        if (use.kind().equals("refusal")) {
            return show.say("uses.refused", show.say("refusal." + right));
        }
        if (use.kind().equals(READING)) {
            return show.say(right.equals(OWN_DATA) ? "uses.right.own" : "uses.duty");
        }
        if (grant(right).isEmpty()) {
            return show.say("uses.unconditional");
        }
        String consent = use.named() ? "uses.consent.other" : "uses.consent";
        return show.say(use.consent() == null ? "uses.grant" : consent, right);
    }

    private Optional<Grant> grant(String id) {
        return grants.all().stream().filter(grant -> grant.id().equals(id)).findFirst();
    }

    private String by(Use use) {
        if (use.consumer().isEmpty()) {
            return department("", use.named());
        }
        if (DepartmentSystem.isActor(use.actor())) {
            return show.say("uses.by.system");
        }
        // A case asks for its evidence in the name of whoever takes the step, who may be the applicant.
        return show.say(use.kind().equals(READING) ? "uses.by.official" : "uses.by.case");
    }
}
