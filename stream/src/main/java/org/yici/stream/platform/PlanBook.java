package org.yici.stream.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.resource.Resource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The highest published edition of each resource, compiled. An entry that cannot be read is left out and logged, once. */
public final class PlanBook {
    private static final Logger log = LoggerFactory.getLogger(PlanBook.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Map<String, CleaningPlan> plans = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();

    /** A published entry as it stands in the table. */
    public record Entry(String resource, int edition, String json) {}

    /** Reads editions published since the last call, and forgets resources that were withdrawn. */
    public List<Entry> refresh(Connection platform) throws SQLException {
        List<Entry> fresh = new ArrayList<>();
        Set<String> there = new HashSet<>();
        try (PreparedStatement newest = platform.prepareStatement(
                        "select resource, max(edition) from collection.plan where not withdrawn group by resource");
                ResultSet rows = newest.executeQuery()) {
            while (rows.next()) {
                String resource = rows.getString(1);
                there.add(resource);
                int edition = rows.getInt(2);
                CleaningPlan known = plans.get(resource);
                if ((known == null || known.edition() < edition) && !unreadable.contains(resource + "/" + edition)) {
                    fresh.add(new Entry(resource, edition, entry(platform, resource, edition)));
                }
            }
        }
        plans.keySet().retainAll(there);
        fresh.removeIf(entry -> !accept(entry));
        return fresh;
    }

    /** Takes over an entry; false if a later edition is known already or the entry cannot be read. */
    public boolean accept(Entry entry) {
        CleaningPlan known = plans.get(entry.resource());
        if (known != null && known.edition() >= entry.edition()) {
            return false;
        }
        try {
            plans.put(entry.resource(), compile(entry));
            return true;
        } catch (JacksonException | IllegalArgumentException e) {
            if (unreadable.add(entry.resource() + "/" + entry.edition())) {
                log.error(
                        "Edition {} of {} cannot be read and is not used; publish a corrected one. {}",
                        entry.edition(),
                        entry.resource(),
                        e.getMessage());
            }
            return false;
        }
    }

    /** A resource and the edition of it by which records are to be cleaned. */
    public record Cleaned(String resource, int edition) {}

    /** Whether it holds these editions or later ones. */
    public boolean knows(Collection<Cleaned> wanted) {
        return wanted.stream().allMatch(one -> edition(one.resource()) >= one.edition());
    }

    public Collection<CleaningPlan> plans() {
        return plans.values();
    }

    /** The published entry of a resource. */
    public Optional<Resource> resource(String code) {
        return Optional.ofNullable(plans.get(code)).map(CleaningPlan::resource);
    }

    /** The edition by which a resource is cleaned; 0 if there is none. */
    public int edition(String code) {
        CleaningPlan plan = plans.get(code);
        return plan == null ? 0 : plan.edition();
    }

    /** The plans of the resources collected from a source. */
    public List<CleaningPlan> plansOf(String source) {
        return plans.values().stream()
                .filter(plan -> plan.resource().source().source().equals(source))
                .toList();
    }

    /** One edition, which need not be the highest. */
    public static Optional<CleaningPlan> edition(Connection platform, String resource, int edition)
            throws SQLException {
        String json = entry(platform, resource, edition);
        return json.isEmpty() ? Optional.empty() : Optional.of(compile(new Entry(resource, edition, json)));
    }

    private static CleaningPlan compile(Entry entry) {
        return CleaningPlan.compile(JSON.readValue(entry.json(), Resource.class), entry.edition());
    }

    private static String entry(Connection platform, String resource, int edition) throws SQLException {
        try (PreparedStatement select = platform.prepareStatement(
                "select entry::text from collection.plan where resource = ? and edition = ?")) {
            select.setString(1, resource);
            select.setInt(2, edition);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
