package org.yici.demo;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.yici.cli.DataFolder;
import org.yici.cli.Foreground;
import org.yici.cli.Platform;
import org.yici.cli.PlatformSettings;
import org.yici.cli.Progress;
import org.yici.cli.UsageException;
import org.yici.demo.province.DatabaseServer;
import org.yici.demo.province.DepartmentDatabase;
import org.yici.demo.province.Province;
import org.yici.postgres.EmbeddedServer;

/** A running demonstration: the departments' PostgreSQL server with the province, and a platform that is given both. */
final class Demonstration implements Foreground.Service {
    private final DataFolder folder;
    private final int port;
    private final int people;
    private final Progress progress;
    private final Platform platform;
    private volatile @Nullable EmbeddedServer departments;

    Demonstration(DataFolder folder, int port, int people, Progress progress) {
        this.folder = folder;
        this.port = port;
        this.people = people;
        this.progress = progress;
        this.platform = new Platform(folder);
    }

    /** Starts everything and returns when the province's data is readable. */
    @Override
    public void start() throws IOException, SQLException, InterruptedException {
        progress.line("Yici · " + folder.path());
        EmbeddedServer own = startServers();
        DatabaseServer server = new DatabaseServer(own.url("postgres"), EmbeddedServer.USER, own.password());
        Province province = province(server);
        List<DepartmentDatabase> databases = fill(province, server);
        saveConnections(databases);
        DemoAccounts accounts = new DemoAccounts(province.demoPeople(), DemoAccounts.password(folder.path()));
        platform.start(settings(databases), DemoConfiguration.class);
        platform.register(accounts.save(folder.path()));
        progress.done("platform");
        platform.awaitFirstLoad(progress);
        announce(accounts, province);
    }

    @Override
    public void close() {
        platform.close();
        EmbeddedServer server = departments;
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                System.err.println("yici: PostgreSQL did not stop in time: " + e.getMessage());
            }
        }
    }

    /** Returns the departments' one. */
    private EmbeddedServer startServers() throws IOException, SQLException {
        CompletableFuture<EmbeddedServer> other = CompletableFuture.supplyAsync(this::startDepartments);
        try {
            platform.startDatabase();
        } finally {
            departments = other.handle((server, failure) -> server).join();
        }
        try {
            EmbeddedServer own = other.join();
            progress.done("PostgreSQL, one server for the departments, one for the platform");
            return own;
        } catch (CompletionException e) {
            throw e.getCause() instanceof UsageException usage ? usage : e;
        }
    }

    private EmbeddedServer startDepartments() {
        try {
            return EmbeddedServer.start(folder.path().resolve("departments"));
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Province province(DatabaseServer server) throws SQLException {
        Province.Growth growth = new Invention(progress);
        Optional<Province> kept = Province.find(server, growth);
        if (kept.isPresent() && kept.get().people() != people && people != Province.DEFAULT_PEOPLE) {
            progress.line("  ! the folder holds a province of " + kept.get().people()
                    + " people, which is kept; another size needs another --data DIR");
        }
        return kept.orElseGet(() -> Province.of(people, Province.DEFAULT_SEED, growth));
    }

    private List<DepartmentDatabase> fill(Province province, DatabaseServer server) throws SQLException {
        AtomicLong written = new AtomicLong();
        Map<String, Long> each = new LinkedHashMap<>();
        long all = province.expectations().rows();
        List<DepartmentDatabase> databases = province.create(server, (department, state, done, total) -> {
            synchronized (each) {
                each.put(department, done);
                written.set(each.values().stream().mapToLong(Long::longValue).sum());
            }
            progress.moving("province", written.get(), all);
        });
        progress.done("province: %,d people, %d departments' databases, %,d rows"
                .formatted(province.people(), databases.size(), all));
        return databases;
    }

    /** For the desks and the launcher's {@code psql}. */
    private void saveConnections(List<DepartmentDatabase> databases) throws IOException {
        Map<String, DepartmentConnections.Connection> owners = new LinkedHashMap<>();
        for (DepartmentDatabase database : databases) {
            DepartmentDatabase.Account owner = database.owner();
            owners.put(
                    database.department(),
                    new DepartmentConnections.Connection(database.url(), owner.user(), owner.password()));
        }
        new DepartmentConnections(owners).save(folder.path());
    }

    private PlatformSettings settings(List<DepartmentDatabase> databases) {
        PlatformSettings settings = new PlatformSettings()
                .with("server.port", port)
                .with("yici.pack", "classpath:province/")
                .with("yici.site.region.zh", "四川省 · 广安市 · 广安区")
                .with("yici.site.region.en", "Sichuan · Guang’an City · Guang’an District");
        for (DepartmentDatabase database : databases) {
            String source = "yici.collection.sources." + database.department();
            grant(settings, source, database, database.reader());
            DepartmentDatabase.Account writer = database.writer();
            if (writer != null) {
                grant(settings, "yici.write-back." + database.department(), database, writer);
            }
        }
        return settings;
    }

    private static void grant(
            PlatformSettings settings, String prefix, DepartmentDatabase database, DepartmentDatabase.Account account) {
        settings.with(prefix + ".url", database.url())
                .with(prefix + ".username", account.user())
                .withSecret(prefix + ".password", account.password());
    }

    private void announce(DemoAccounts accounts, Province province) {
        progress.line("");
        progress.line("ready " + platform.url());
        progress.line("  after " + progress.total() + "; accounts, all with the password " + accounts.password());
        accounts.purposes()
                .forEach((account, purpose) ->
                        progress.line("    %-10s %s · %s".formatted(account.username(), account.name(), purpose)));
        progress.line("  the buyer's citizen ID, which the seller must enter: "
                + province.demoPeople().buyer().citizenId());
        progress.line(("  type into a department's database: ./yici psql public-security " + folder.option())
                .stripTrailing());
        progress.line("  log: " + folder.log() + "; Ctrl-C stops");
    }
}
