package org.yici.demo.province;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A synthetic province: the same people, property and companies for the same size and seed, on every machine and at
 * every time. Its figures can be asked for without a database; {@link #create} writes it into the departments'
 * databases.
 */
public final class Province {
    /** How many people the demonstration has if nobody says otherwise. */
    public static final int DEFAULT_PEOPLE = 20_000;

    /** The seed of the demonstration. */
    public static final long DEFAULT_SEED = 51;

    /** The smallest province that has room for the demonstration's people and their neighbours. */
    public static final int LEAST_PEOPLE = 100;

    private final int people;
    private final long seed;
    private final Founding founding;
    private final Expectations expectations;

    /** Hears how far the invention of a province is, from the thread that invents it. */
    @FunctionalInterface
    public interface Growth {
        Growth SILENT = (done, total) -> {};

        /** @param total of the same unit as {@code done}; both begin anew with each step */
        void report(long done, long total);
    }

    private Province(int people, long seed, Growth growth) {
        this.people = people;
        this.seed = seed;
        this.founding = Founding.of(people, seed, growth);
        this.expectations = count(growth);
    }

    /**
     * A province of a size.
     *
     * @param people exactly how many people live in it
     * @throws IllegalArgumentException if there are fewer than {@value #LEAST_PEOPLE}
     */
    public static Province of(int people, long seed) {
        return of(people, seed, Growth.SILENT);
    }

    /** The same, telling how far it is: a million people take a minute. */
    public static Province of(int people, long seed, Growth growth) {
        if (people < LEAST_PEOPLE) {
            throw new IllegalArgumentException(
                    "A province needs at least " + LEAST_PEOPLE + " people, " + people + " were asked for");
        }
        return new Province(people, seed, growth);
    }

    /** A province of a size with the demonstration's seed. */
    public static Province of(int people) {
        return of(people, DEFAULT_SEED);
    }

    /**
     * The province that a server already holds, whole or in part: what to go on with when a data folder is opened
     * again.
     *
     * @return empty if the server has none of its databases
     * @throws SQLException if the server cannot be asked
     */
    public static Optional<Province> find(DatabaseServer server) throws SQLException {
        return find(server, Growth.SILENT);
    }

    /** The same, telling how far it is. */
    public static Optional<Province> find(DatabaseServer server, Growth growth) throws SQLException {
        return Builder.find(server).map(size -> of(size.people(), size.seed(), growth));
    }

    public int people() {
        return people;
    }

    public long seed() {
        return seed;
    }

    public DemoPeople demoPeople() {
        return founding.demoPeople();
    }

    /** Rows of each table and the wrong ones among them. */
    public Expectations expectations() {
        return expectations;
    }

    /**
     * Makes the departments' databases with their tables, accounts and the publication {@code yici}, and fills them. A
     * complete one is left as it is, whatever has happened in it since; a half-made one (this process or machine died)
     * is dropped and made again. The accounts get new passwords each time. Takes some seconds for 20,000 people.
     *
     * @return one per department, in the order of the province's list
     * @throws SQLException if the server refuses something
     * @throws IllegalStateException if the server holds a province of another size or seed, or a database of such a
     *     name that is not ours; the message says which
     */
    public List<DepartmentDatabase> create(DatabaseServer server, ProvinceProgress progress) throws SQLException {
        return new Builder(server, this, progress).build();
    }

    Population population() {
        return founding.population();
    }

    /** Emits a table's rows and counts the wrong ones. */
    Quirks emit(LegacyTable table, LegacyTable.Sink sink) {
        Quirks quirks = new Quirks(seed, table.name());
        table.source().emit(population(), quirks, sink);
        return quirks;
    }

    private Expectations count(Growth growth) {
        long tables = LegacyDepartment.ALL.stream()
                .mapToLong(department -> department.tables().size())
                .sum();
        Map<String, Expectations.Figures> figures = new LinkedHashMap<>();
        for (LegacyDepartment department : LegacyDepartment.ALL) {
            for (LegacyTable table : department.tables()) {
                long[] rows = {0};
                Quirks quirks = emit(table, values -> rows[0]++);
                growth.report(figures.size() + 1L, tables);
                figures.put(table.registry(), new Expectations.Figures(department.code(), rows[0], quirks.wrong()));
            }
        }
        return new Expectations(figures);
    }
}
