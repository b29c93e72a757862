package org.yici.stream.clean;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.kernel.cleaning.Cleaning;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.cleaning.QuarantineRule;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.change.RowChange;
import org.yici.stream.change.Shape;
import org.yici.stream.link.LinkingEvidence;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.PlanBook;
import org.yici.stream.platform.Session;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cleans each change by the plans of the resources that its table feeds, and links it to its subjects. A newly published edition
 * comes in by broadcast and counts from the next change on.
 */
public final class CleanFunction extends CoProcessFunction<RowChange, PlanBook.Entry, Write> {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(CleanFunction.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATIENCE_SECONDS = 60;
    private static final int MOST_SHAPES = 1_000;

    private final Database platform;
    private final byte[] subjectKey;
    private transient PlanBook book = new PlanBook();
    private transient @Nullable SubjectIds subjects;
    private transient Map<Shape, List<Bound>> cleaners = new IdentityHashMap<>();

    /**
     * A plan for records of one shape.
     *
     * @param complete whether all columns are there that its items read. If not, nothing of the records is written: the reader is
     *     about to find out, stops the table, and loads it anew once they are.
     */
    private record Bound(CleaningPlan.RowCleaner cleaner, boolean complete) {}

    public CleanFunction(Database platform, byte[] subjectKey) {
        this.platform = platform;
        this.subjectKey = subjectKey.clone();
    }

    @Override
    public void open(OpenContext context) throws SQLException, InterruptedException {
        book = new PlanBook();
        cleaners = new IdentityHashMap<>();
        subjects = new SubjectIds(subjectKey);
        refresh();
    }

    @Override
    public void processElement1(RowChange change, Context context, Collector<Write> out)
            throws SQLException, InterruptedException {
        for (Bound bound : cleaners(change.shape())) {
            if (bound.complete() || change.kind() == RowChange.Kind.DELETE) {
                out.collect(write(change, bound.cleaner()));
            }
        }
    }

    @Override
    public void processElement2(PlanBook.Entry entry, Context context, Collector<Write> out) {
        if (book.accept(entry)) {
            cleaners.clear();
            log.info("Edition {} of {} cleans from now on", entry.edition(), entry.resource());
        }
    }

    private List<Bound> cleaners(Shape shape) throws SQLException, InterruptedException {
        List<Bound> known = cleaners.get(shape);
        if (known == null) {
            if (!book.knows(shape.resources())) {
                // The reader has heard of a new resource before its broadcast has come here.
                refresh();
                cleaners.clear();
            }
            known = bind(shape);
            if (cleaners.size() > MOST_SHAPES) {
                cleaners.clear();
            }
            cleaners.put(shape, known);
        }
        return known;
    }

    private List<Bound> bind(Shape shape) {
        List<Bound> bound = new ArrayList<>();
        for (CleaningPlan plan : book.plans()) {
            SourceTable from = plan.resource().source();
            if (from.source().equals(shape.source())
                    && from.schema().equals(shape.schema())
                    && from.table().equals(shape.table())) {
                bound.add(new Bound(
                        plan.forColumns(shape.columns()),
                        plan.resource().items().stream()
                                .allMatch(item -> shape.columns().containsAll(item.from()))));
            }
        }
        return bound;
    }

    private void refresh() throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try (Session session = new Session(platform)) {
                session.transact(book::refresh);
                return;
            } catch (SQLException e) {
                if (attempt >= PATIENCE_SECONDS) {
                    throw e;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private Write write(RowChange change, CleaningPlan.RowCleaner cleaner) {
        CleaningPlan plan = cleaner.plan();
        Write write = new Write();
        write.resource = plan.resource().code();
        write.edition = plan.edition();
        write.source = change.shape().source();
        write.key = change.key();
        write.position = change.position();
        write.sequence = change.sequence();
        write.time = change.time();
        write.load = change.kind() == RowChange.Kind.LOAD;
        write.first = change.kind() == RowChange.Kind.INSERT;
        if (change.kind() == RowChange.Kind.DELETE) {
            write.kind = Write.DELETION;
            return write;
        }
        Cleaning cleaning = clean(change, cleaner);
        if (cleaning instanceof Cleaning.Cleaned cleaned) {
            write.kind = Write.RECORD;
            write.values = cleaned.values().toArray(String[]::new);
            write.subjects = link(plan.resource(), write.values);
            Linking linking = plan.resource().linking();
            if (linking != null) {
                LinkingEvidence evidence = evidence(plan.resource(), linking, write, cleaned.unusable());
                write.evidence = JSON.writeValueAsString(evidence.fields());
                write.blocks = evidence.blocks();
            }
        } else if (cleaning instanceof Cleaning.Rejected rejected) {
            write.kind = Write.REJECTION;
            write.rule = rejected.rule();
            write.item = rejected.item();
            write.value = rejected.value();
            write.record = json(change);
        }
        return write;
    }

    /** A record that no rule foresaw fails alone: it must not keep all others from coming in. */
    private static Cleaning clean(RowChange change, CleaningPlan.RowCleaner cleaner) {
        Cleaning unreadable = change.unreadable() ? unreadable(change, cleaner) : null;
        if (unreadable != null) {
            return unreadable;
        }
        try {
            return cleaner.clean(change.values());
        } catch (RuntimeException e) {
            log.error(
                    "Record {} of {} cannot be cleaned",
                    change.key(),
                    cleaner.plan().resource().code(),
                    e);
            return new Cleaning.Rejected(QuarantineRule.SOURCE_FAULT.code(), "", e.toString());
        }
    }

    /** The first item that reads a value which is no text; null if none does. */
    private static @Nullable Cleaning unreadable(RowChange change, CleaningPlan.RowCleaner cleaner) {
        for (Item item : cleaner.plan().resource().items()) {
            for (String column : item.from()) {
                int place = change.shape().columns().indexOf(column);
                String value = place < 0 ? null : change.values()[place];
                if (value != null && value.startsWith("\\x")) {
                    return new Cleaning.Rejected(QuarantineRule.SOURCE_ENCODING.code(), item.name(), value);
                }
            }
        }
        return null;
    }

    /** A record that cannot be compared is collected all the same. */
    private static LinkingEvidence evidence(
            Resource resource, Linking linking, Write write, @Nullable String unusable) {
        try {
            return LinkingEvidence.of(resource, linking, write.values, unusable);
        } catch (RuntimeException e) {
            log.error("Record {} of {} cannot be made ready for linking", write.key, resource.code(), e);
            return LinkingEvidence.NONE;
        }
    }

    private @Nullable String[] link(Resource resource, @Nullable String[] values) {
        SubjectIds ids = subjects;
        if (ids == null) {
            throw new IllegalStateException("The function is not open");
        }
        List<Item> items = resource.items();
        @Nullable String[] linked = new String[resource.subjects().size()];
        int n = 0;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).subject()) {
                String identifier = values[i];
                linked[n++] = identifier == null
                        ? null
                        : ids.ofProven(items.get(i).type(), identifier)
                                .map(UUID::toString)
                                .orElse(null);
            }
        }
        return linked;
    }

    private static String json(RowChange change) {
        Map<String, @Nullable String> record = new LinkedHashMap<>();
        List<String> columns = change.shape().columns();
        for (int i = 0; i < columns.size(); i++) {
            record.put(columns.get(i), change.values()[i]);
        }
        return JSON.writeValueAsString(record);
    }
}
