package org.yici.stream.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.platform.LoadStore;
import org.yici.stream.platform.LoadStore.Standing;
import org.yici.stream.platform.PlanBook;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SourceStore.Registered;
import org.yici.stream.platform.TableStore;
import org.yici.stream.platform.TableStore.Known;

/**
 * Looks at a source's tables and publication and sees to it that whatever was changed there since a table was loaded makes it load
 * anew, and that a table which cannot be collected stops, alone, and says why.
 */
final class TableWatch {
    private static final Logger log = LoggerFactory.getLogger(TableWatch.class);
    private static final long PUBLISH_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Registered source;
    private final LoadStore loaded;
    private final TableStore tables;
    private final Session planSession;
    private final Loads loads;
    private final PlanBook book = new PlanBook();
    private final Map<String, Refusal> refusals = new HashMap<>();
    private Map<TableStore.Name, Known> known = Map.of();
    private boolean loadedBefore;

    private record Refusal(TableFault fault, long at) {}

    TableWatch(Registered source, LoadStore loaded, TableStore tables, Session planSession, Loads loads) {
        this.source = source;
        this.loaded = loaded;
        this.tables = tables;
        this.planSession = planSession;
        this.loads = loads;
        this.loadedBefore = source.loadedBefore();
    }

    /** The first load is complete: from now on the publication is the department's. */
    void complete() {
        loadedBefore = true;
    }

    List<CleaningPlan> plans() {
        return book.plansOf(source.name());
    }

    /** Takes new plans in and looks at every table of them. */
    List<Watched> look(Department department) throws SQLException, FeedException, InterruptedException {
        planSession.transact(book::refresh);
        known = new HashMap<>(tables.known(source.name()));
        Map<String, List<CleaningPlan>> named = WantedTables.byTable(plans());
        List<Watched> found = judge(named, department);
        List<Watched> toPublish =
                found.stream().filter(table -> isToPublish(table, found)).toList();
        if (!toPublish.isEmpty()) {
            for (Watched table : toPublish) {
                publish(department, table);
            }
            return judge(named, department);
        }
        return found;
    }

    private List<Watched> judge(Map<String, List<CleaningPlan>> named, Department department)
            throws FeedException, InterruptedException {
        Map<String, SourceTable> asked = new LinkedHashMap<>();
        Map<String, Set<String>> columns = new HashMap<>();
        named.forEach((name, plans) -> {
            asked.put(name, plans.get(0).resource().source());
            columns.put(name, TableCheck.columns(resources(plans)));
        });
        TableCatalog.Look look = FeedException.at(source.name(), () -> department.look(asked, columns));
        List<Watched> found = new ArrayList<>();
        named.forEach((name, plans) -> {
            List<Resource> resources = resources(plans);
            TableCheck check = new TableCheck(source, resources);
            Observed observed = look.tables().get(name);
            Known before = known.get(stored(resources));
            TableFault fault =
                    check.of(observed, look.publication(), before == null ? null : before.types(), editions(resources));
            if (fault == null && observed != null) {
                fault = new PublicationCheck(source, resources).of(observed, look.publication());
            }
            Refusal refusal = refusals.get(name);
            if (fault != null && refusal != null && isUnpublished(fault)) {
                fault = refusal.fault();
            }
            found.add(new Watched(plans, observed, fault));
        });
        return found;
    }

    private static List<Resource> resources(List<CleaningPlan> plans) {
        return plans.stream().map(CleaningPlan::resource).toList();
    }

    private static boolean isUnpublished(TableFault fault) {
        return fault.cause().equals("not-published") || fault.cause().equals("publication-missing");
    }

    /** Only what was never published: who takes a table out, or the publication away, does so on purpose. */
    private boolean isToPublish(Watched table, List<Watched> all) {
        Refusal refusal = refusals.get(table.name());
        TableFault fault = table.fault();
        if (fault == null || refusal != null && System.nanoTime() - refusal.at() < PUBLISH_AGAIN_NANOS) {
            return false;
        }
        boolean never = !wasPublished(table) || !loadedBefore;
        return switch (fault.cause()) {
            case "not-published" -> never;
            case "publication-missing" ->
                never && (!loadedBefore || all.stream().noneMatch(this::wasPublished));
            case "cannot-publish" -> true;
            default -> false;
        };
    }

    private boolean wasPublished(Watched table) {
        Known before = known.get(table.stored());
        return before != null && before.published();
    }

    private void publish(Department department, Watched table) throws FeedException {
        try {
            department.publish(table.table(), table.found().partitioned());
            refusals.remove(table.name());
        } catch (SQLException e) {
            if (FeedException.passing(e) && !FeedException.locked(e)) {
                throw FeedException.of(source.name(), e);
            }
            refusals.put(
                    table.name(),
                    new Refusal(
                            new TableCheck(source, table.resources())
                                    .refused("cannot-publish", String.valueOf(e.getMessage())),
                            System.nanoTime()));
        }
    }

    /** Makes every table load anew that does not stand as it did when it was loaded. */
    void forgetChanged(List<Watched> found) throws SQLException {
        Map<String, Standing> before = loaded.standing(source.name());
        for (Watched table : found) {
            String reason = null;
            for (String code : table.codes()) {
                String now = table.fault() == null ? table.configuration(code) : null;
                Standing standing = before.get(code);
                if (standing != null && (now == null || !now.equals(standing.configuration()))) {
                    reason = now == null
                            ? "mended"
                            : standing.configuration() == null
                                    ? "not-watched"
                                    : table.stoodUnder(standing.configuration()) ? "edition" : "configuration";
                    log.debug("{}: {} was {} and is {}", source.name(), code, standing.configuration(), now);
                }
                if (standing != null && now != null) {
                    loads.from(table.name(), standing.position());
                }
            }
            if (reason != null) {
                loaded.forget(source.name(), table.codes(), Long.MAX_VALUE);
                loads.because(table.name(), reason);
            }
        }
    }

    /** Tells how a table is doing; the first that is wrong with it, once, in the log as well. */
    void tell(Watched table, String state, @Nullable TableFault fault) throws SQLException {
        Known before = known.get(table.stored());
        boolean published = before != null && before.published() || fault == null;
        String types = before == null ? null : before.types();
        if (fault == null) {
            types = TableCheck.types(table.resources(), editions(table.resources()), table.found());
        }
        Known now = new Known(
                state,
                fault == null ? null : fault.cause(),
                fault == null ? List.of() : fault.arguments(),
                published,
                types);
        if (!now.equals(before)) {
            if (fault != null && (before == null || !fault.cause().equals(before.cause()))) {
                log.warn("{}: {} is stopped. {}", source.name(), TableCheck.name(table.table()), fault.sentence());
            } else if (fault == null && before != null && before.cause() != null) {
                log.info("{}: {} is in order again", source.name(), TableCheck.name(table.table()));
            }
            tables.save(source.name(), table.stored(), now);
            known.put(table.stored(), now);
        }
    }

    void removeOthers(List<Watched> found) throws SQLException {
        Set<TableStore.Name> kept = found.stream().map(Watched::stored).collect(Collectors.toSet());
        for (TableStore.Name name : List.copyOf(known.keySet())) {
            if (!kept.contains(name)) {
                tables.remove(source.name(), name);
                known.remove(name);
            }
        }
    }

    private static TableStore.Name stored(List<Resource> resources) {
        SourceTable table = resources.get(0).source();
        return new TableStore.Name(table.schema(), table.table());
    }

    /** A new edition says anew what the columns are. */
    private String editions(List<Resource> resources) {
        Map<String, Integer> editions = new TreeMap<>();
        resources.forEach(resource -> editions.put(resource.code(), book.edition(resource.code())));
        return editions.toString();
    }
}
