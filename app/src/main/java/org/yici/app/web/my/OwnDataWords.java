package org.yici.app.web.my;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.catalogue.ItemWords;
import org.yici.app.exchange.Correction;
import org.yici.app.exchange.Corrections;
import org.yici.app.exchange.OwnRecord;
import org.yici.app.exchange.OwnRecord.OwnItem;
import org.yici.app.web.frame.Show;

/** A person's own data in words of the catalogue. */
@Component
class OwnDataWords {
    private final Show show;
    private final ItemWords words;
    private final Catalogue catalogue;

    OwnDataWords(Show show, ItemWords words, Catalogue catalogue) {
        this.show = show;
        this.words = words;
        this.catalogue = catalogue;
    }

    /**
     * A record as it is shown.
     *
     * @param heads whether it is the first of its department and resource on the page
     */
    record Shown(OwnRecord record, List<Item> items, boolean heads) {}

    /**
     * An item as it is shown.
     *
     * @param state {@code CLEAR}, {@code MASKED} or {@code WITHHELD}
     * @param asked whether a correction of it is asked for
     */
    record Item(String name, String label, String value, String state, boolean asked) {}

    /** A request for correction with its item's name. */
    record Asked(Correction correction, String resource, String item, String value) {}

    List<Shown> records(List<OwnRecord> records, Set<Corrections.Place> asked) {
        return IntStream.range(0, records.size())
                .mapToObj(n -> shown(
                        records.get(n),
                        asked,
                        n == 0
                                || !records.get(n)
                                        .resource()
                                        .equals(records.get(n - 1).resource())))
                .toList();
    }

    Item item(OwnRecord record, OwnItem item) {
        return item(record, item, Set.of());
    }

    Asked correction(Correction correction) {
        return new Asked(
                correction,
                show.resource(correction.resource()),
                show.item(correction.resource(), correction.item()),
                value(correction.resource(), correction.item(), correction.shown()));
    }

    private Shown shown(OwnRecord record, Set<Corrections.Place> asked, boolean heads) {
        return new Shown(
                record,
                record.items().stream().map(item -> item(record, item, asked)).toList(),
                heads);
    }

    private Item item(OwnRecord record, OwnItem item, Set<Corrections.Place> asked) {
        return new Item(
                item.name(),
                show.item(record.resource(), item.name()),
                item.value() == null
                        ? show.say("mydata.withheld")
                        : value(record.resource(), item.name(), item.value()),
                item.state().name(),
                asked.contains(new Corrections.Place(record.resource(), record.record(), item.name())));
    }

    private String value(String resource, String item, String value) {
        String shown = words.of(LocaleContextHolder.getLocale(), resource, item, value);
        return shown.equals(value) ? word(resource, item, value).orElse(value) : shown;
    }

    /** The word for which the catalogue writes a code, if it is one: 汉族 for 01. */
    private Optional<String> word(String resource, String item, String code) {
        return catalogue.resource(resource).flatMap(found -> found.item(item)).stream()
                .flatMap(found -> found.codes().entrySet().stream())
                .filter(written ->
                        written.getValue().equals(code) && written.getKey().matches("\\p{IsHan}+"))
                .map(Map.Entry::getKey)
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }
}
