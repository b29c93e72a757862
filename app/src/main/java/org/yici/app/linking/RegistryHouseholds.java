package org.yici.app.linking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.linking.LinkReviews.Review;
import org.yici.app.linking.LinkReviews.Side;
import org.yici.app.registry.Registry;
import org.yici.app.registry.RegistryRecord;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;

/** Households as the catalogue declares them: {@code linking.household} names the item that the members share. */
@Service
class RegistryHouseholds implements Households {
    private static final int MOST = 30;

    private final Registry registry;
    private final Catalogue catalogue;

    RegistryHouseholds(Registry registry, Catalogue catalogue) {
        this.registry = registry;
        this.catalogue = catalogue;
    }

    @Override
    public List<Household> beside(String department, Review review) {
        return Stream.of(of(department, review.doubtful(), true), of(department, review.other(), false))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Household> of(String department, Side side, boolean doubtful) {
        Optional<Resource> own = catalogue
                .resource(side.resource())
                .filter(resource -> resource.provider().equals(department));
        if (own.isEmpty()) {
            return Optional.empty();
        }
        if (household(own.get()).isPresent()) {
            return registry.record(own.get(), side.key()).flatMap(record -> around(own.get(), record, doubtful));
        }
        // Whose record it is must be certain to follow it to another one.
        Set<UUID> subjects = side.identified() ? registry.subjects(own.get(), side.key()) : Set.of();
        return Arrays.stream(catalogue.codesOf(department))
                .flatMap(code -> catalogue.resource(code).stream())
                .filter(resource -> household(resource).isPresent())
                .flatMap(resource -> subjects.stream()
                        .flatMap(subject -> registry.find(resource, subject, 1).stream())
                        .flatMap(record -> around(resource, record, doubtful).stream()))
                .findFirst();
    }

    private Optional<Household> around(Resource resource, RegistryRecord self, boolean doubtful) {
        return household(resource)
                .flatMap(item -> Optional.ofNullable(self.values().get(item.name()))
                        .map(number -> new Household(
                                doubtful,
                                resource,
                                number,
                                registry.together(resource, item, number, MOST).stream()
                                        .map(record ->
                                                new Member(record, record.key().equals(self.key())))
                                        .toList())));
    }

    private static Optional<Item> household(Resource resource) {
        return Optional.ofNullable(resource.linking()).map(Linking::household).flatMap(resource::item);
    }
}
