package org.yici.app.web.steward;

import java.util.List;
import java.util.Set;
import java.util.UUID;
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
        readings.note(
                steward,
                Readings.What.HOUSEHOLD,
                households.stream()
                        .flatMap(household -> household.members().stream()
                                .map(Member::record)
                                .map(record -> new Readings.Shown(
                                        household.resource().code(),
                                        record.key(),
                                        Set.copyOf(record.subjects().values()))))
                        .toList());
    }

    private void note(User steward, Stream<Side> sides) {
        readings.note(
                steward,
                Readings.What.LINKING,
                sides.map(side -> new Readings.Shown(side.resource(), side.id(), subjects(side)))
                        .toList());
    }

    private Set<UUID> subjects(Side side) {
        return catalogue
                .resource(side.resource())
                .map(resource -> registry.subjects(resource, side.key()))
                .orElse(Set.of());
    }
}
