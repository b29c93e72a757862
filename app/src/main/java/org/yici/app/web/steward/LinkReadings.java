package org.yici.app.web.steward;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Readings;
import org.yici.app.identity.User;
import org.yici.app.linking.Households.Household;
import org.yici.app.linking.Households.Member;
import org.yici.app.linking.LinkChanges.Failure;
import org.yici.app.linking.LinkChanges.Logged;
import org.yici.app.linking.LinkReviews.Review;
import org.yici.app.linking.LinkReviews.Side;
import org.yici.app.registry.Registry;
import org.yici.app.registry.RegistryRecord;

/** Stewards who look at records that linking compared, each of which is somebody's. */
@Component
class LinkReadings {
    private final Readings readings;
    private final Registry registry;
    private final Catalogue catalogue;

    LinkReadings(Readings readings, Registry registry, Catalogue catalogue) {
        this.readings = readings;
        this.registry = registry;
        this.catalogue = catalogue;
    }

    void ofReviews(User steward, List<Review> reviews) {
        note(steward, reviews.stream().flatMap(review -> Stream.of(review.doubtful(), review.other())));
    }

    void ofChanges(User steward, List<Logged> changes) {
        note(
                steward,
                changes.stream()
                        .flatMap(change ->
                                Stream.concat(change.records().stream(), Stream.ofNullable(change.beside()))));
    }

    void ofFailures(User steward, List<Failure> failures) {
        note(steward, failures.stream().map(Failure::record));
    }

    /** Everybody of the households is looked at, whoever of them it is about. */
    void ofHouseholds(User steward, List<Household> households) {
        List<RegistryRecord> records = households.stream()
                .flatMap(household -> household.members().stream())
                .map(Member::record)
                .toList();
        readings.note(
                steward,
                Readings.What.HOUSEHOLD,
                records.stream().map(RegistryRecord::key).distinct().toList(),
                records.stream()
                        .flatMap(record -> record.subjects().values().stream())
                        .collect(Collectors.toSet()),
                null,
                Map.of(
                        "resource",
                        households.stream()
                                .map(household -> household.resource().code())
                                .distinct()
                                .collect(Collectors.joining(","))));
    }

    private void note(User steward, Stream<Side> sides) {
        List<Side> all = sides.toList();
        Set<UUID> subjects =
                all.stream().flatMap(side -> subjects(side).stream()).collect(Collectors.toSet());
        String resources = all.stream().map(Side::resource).distinct().sorted().collect(Collectors.joining(","));
        readings.note(
                steward,
                Readings.What.LINKING,
                all.stream().map(Side::id).distinct().toList(),
                subjects,
                null,
                Map.of("resource", resources));
    }

    private Set<UUID> subjects(Side side) {
        return catalogue
                .resource(side.resource())
                .map(resource -> registry.subjects(resource, side.key()))
                .orElse(Set.of());
    }
}
