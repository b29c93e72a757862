package org.yici.demo;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.yici.app.YiciApplication;
import org.yici.app.collection.Collection;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.store.EmbeddedServer;
import org.yici.demo.province.DatabaseServer;
import org.yici.demo.province.DepartmentDatabase;
import org.yici.demo.province.Province;

/** A running demonstration: two PostgreSQL servers (the departments', the platform's), the province, the platform. */
final class Demonstration implements AutoCloseable {
    private static final long TELL_EVERY = TimeUnit.SECONDS.toNanos(10);
    private static final String MESSAGES =
            "messages/common,messages/portal,messages/casework,messages/inbox,messages/oversight,"
                    + "messages/exchange,messages/demo";

    private final DemoFolder folder;
    private final int port;
    private final int people;
    private final Progress progress;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean stopping;
    private @Nullable EmbeddedServer departments;
    private @Nullable EmbeddedServer platform;
    private @Nullable ConfigurableApplicationContext context;

    Demonstration(DemoFolder folder, int port, int people, Progress progress) {
        this.folder = folder;
        this.port = port;
        this.people = people;
        this.progress = progress;
    }

    /** Starts everything and returns when the province's data is readable. */
    void start() throws IOException, SQLException, InterruptedException {
        progress.line("Yici · " + folder.path());
        startServers();
        DatabaseServer server = new DatabaseServer(
                departments().url("postgres"),
                EmbeddedServer.USER,
                departments().password());
        Province province = province(server);
        List<DepartmentDatabase> databases = fill(province, server);
        saveConnections(databases);
        DemoAccounts accounts =
                DemoAccounts.of(province.demoPeople(), folder.path().resolve("accounts.password"));
        context = startPlatform(databases, accounts);
        accounts.register(context.getBean(Identities.class));
        registerSystems(context.getBean(Identities.class));
        progress.done("platform");
        awaitFirstLoad(context.getBean(Collection.class));
        announce(accounts, province);
    }

    /** Whether somebody asked it to stop: what fails from then on is no trouble. */
    boolean stopping() {
        return stopping;
    }

    /** Waits until it is closed. */
    void join() throws InterruptedException {
        closed.await();
    }

    @Override
    public synchronized void close() {
        if (closed.getCount() == 0) {
            return;
        }
        stopping = true;
        progress.line("stopping …");
        if (context != null) {
            context.close();
        }
        close(departments);
        close(platform);
        progress.line("stopped; './yici demo' on the same folder goes on from here");
        closed.countDown();
    }

    private void startServers() throws IOException, SQLException {
        CompletableFuture<EmbeddedServer> other = CompletableFuture.supplyAsync(() -> startServer("departments"));
        try {
            EmbeddedServer own = startServer("platform");
            platform = own;
            own.createDatabase("yici");
            new PlatformConnection(own.url("yici"), EmbeddedServer.USER, own.password()).write(folder.path());
            departments = other.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UsageException usage ? usage : e;
        }
        progress.done("PostgreSQL, one server for the departments, one for the platform");
    }

    private EmbeddedServer startServer(String name) {
        try {
            return EmbeddedServer.start(folder.path().resolve(name));
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

    /** For the launcher's other commands, which run beside this one. */
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

    private ConfigurableApplicationContext startPlatform(List<DepartmentDatabase> databases, DemoAccounts accounts)
            throws IOException {
        EmbeddedServer own = platform();
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, String> secrets = new LinkedHashMap<>();
        settings.put("server.port", port);
        settings.put("yici.home", folder.path().toString());
        settings.put("yici.pack", "classpath:province/");
        settings.put("yici.demo", true);
        settings.put("yici.demo-data", folder.option());
        settings.put("spring.messages.basename", MESSAGES);
        settings.put("yici.collection.job-path", System.getProperty("yici.job-path", ""));
        settings.put("spring.datasource.url", own.url("yici"));
        settings.put("spring.datasource.username", EmbeddedServer.USER);
        secrets.put("spring.datasource.password", own.password());
        settings.put("logging.file.name", folder.log().toString());
        settings.put("logging.threshold.console", "off");
        for (DepartmentDatabase database : databases) {
            String source = "yici.collection.sources." + database.department() + ".";
            settings.put(source + "url", database.url());
            settings.put(source + "username", database.reader().user());
            secrets.put(source + "password", database.reader().password());
            DepartmentDatabase.Account writer = database.writer();
            if (writer != null) {
                String target = "yici.write-back." + database.department() + ".";
                settings.put(target + "url", database.url());
                settings.put(target + "username", writer.user());
                secrets.put(target + "password", writer.password());
            }
        }
        for (int i = 0; i < accounts.accounts().size(); i++) {
            DemoAccounts.Account account = accounts.accounts().get(i);
            String prefix = "yici.demo-accounts[" + i + "].";
            settings.put(prefix + "username", account.user().username());
            settings.put(prefix + "password", accounts.password());
            settings.put(prefix + "label", account.user().displayName() + " · " + account.purpose());
        }
        settings.put("spring.config.import[0]", "configtree:" + folder.saveSecrets(secrets) + "/");
        try {
            return new SpringApplicationBuilder(YiciApplication.class, DemoConfiguration.class)
                    .registerShutdownHook(false)
                    .logStartupInfo(false)
                    .bannerMode(Banner.Mode.OFF)
                    .run(arguments(settings));
        } catch (RuntimeException e) {
            throw new UsageException("The platform did not start: " + rootMessage(e) + " (log: " + folder.log() + ")");
        }
    }

    /** Each department's own system, named like the department, with a key of its own in the data folder. */
    private void registerSystems(Identities identities) throws IOException {
        for (Department department : identities.departments()) {
            identities.register(SystemKeys.ensure(folder.path(), department.code(), department.code()));
        }
        PlatformUrl.save(folder.path(), url());
    }

    private String url() {
        return "http://localhost:" + context().getEnvironment().getProperty("local.server.port");
    }

    /** As arguments they win over the platform's own settings; as properties of the builder they would be defaults beneath them. */
    private static String[] arguments(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private void awaitFirstLoad(Collection collection) throws InterruptedException {
        long told = System.nanoTime();
        while (true) {
            List<Collection.SourceState> sources = collection.sources();
            long loaded = sources.stream()
                    .mapToLong(Collection.SourceState::loadedRows)
                    .sum();
            long expected = sources.stream()
                    .map(Collection.SourceState::expectedRows)
                    .mapToLong(rows -> rows == null ? 0 : rows)
                    .sum();
            if (sources.stream().allMatch(source -> source.loadedAt() != null)) {
                progress.done("collected: %,d rows cleaned, %,d in quarantine"
                        .formatted(loaded, collection.openQuarantine()));
                return;
            }
            progress.moving("collecting", loaded, expected);
            if (System.nanoTime() - told > TELL_EVERY) {
                told = System.nanoTime();
                progress.far("collecting", loaded, expected);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void announce(DemoAccounts accounts, Province province) {
        progress.line("");
        progress.line("ready " + url());
        progress.line("  after " + progress.total() + "; accounts, all with the password " + accounts.password());
        for (DemoAccounts.Account account : accounts.accounts()) {
            progress.line("    %-10s %s · %s"
                    .formatted(account.user().username(), account.user().displayName(), account.purpose()));
        }
        progress.line("  the buyer's citizen ID, which the seller must enter: "
                + province.demoPeople().buyer().citizenId());
        progress.line(("  type into a department's database: ./yici psql public-security " + folder.option())
                .stripTrailing());
        progress.line("  log: " + folder.log() + "; Ctrl-C stops");
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static void close(@Nullable EmbeddedServer server) {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                System.err.println("yici: PostgreSQL did not stop in time: " + e.getMessage());
            }
        }
    }

    private EmbeddedServer departments() {
        return Optional.ofNullable(departments).orElseThrow();
    }

    private EmbeddedServer platform() {
        return Optional.ofNullable(platform).orElseThrow();
    }

    private ConfigurableApplicationContext context() {
        return Optional.ofNullable(context).orElseThrow();
    }
}
