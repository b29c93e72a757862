package org.yici.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.yici.app.YiciApplication;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.collection.Collection;
import org.yici.app.identity.FirstAdministrators;
import org.yici.app.identity.Identities;
import org.yici.app.web.frame.Figures;
import org.yici.postgres.EmbeddedServer;

/** A platform in this process: its own PostgreSQL or one that the settings name, the application, the collection job. */
public final class Platform implements AutoCloseable {
    /** Tells a platform where its database is; who sets it brings a server. */
    static final String DATABASE = "spring.datasource.url";

    private final DataFolder folder;
    private volatile @Nullable EmbeddedServer server;
    private volatile @Nullable ConfigurableApplicationContext context;

    public Platform(DataFolder folder) {
        this.folder = folder;
    }

    /**
     * Starts the platform's own PostgreSQL in the data folder.
     *
     * @throws UsageException if it does not come up
     */
    public void startDatabase() throws IOException, SQLException {
        server = startServer(folder);
    }

    /** Starts the PostgreSQL of a data folder, with a database {@code yici}, and tells the other commands of it. */
    static EmbeddedServer startServer(DataFolder folder) throws IOException, SQLException {
        EmbeddedServer own;
        try {
            own = EmbeddedServer.start(folder.server());
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        try {
            own.createDatabase("yici");
            new PlatformConnection(own.url("yici"), EmbeddedServer.USER, own.password()).write(folder.path());
        } catch (IOException | SQLException e) {
            stop(own);
            throw e;
        }
        return own;
    }

    /**
     * Starts the application and returns when it answers.
     *
     * @param additions Spring configurations of whoever adds pages of its own
     * @throws UsageException if it does not start; the message says why and names the log
     */
    public void start(PlatformSettings settings, Class<?>... additions) throws IOException {
        folder.closeLog();
        EmbeddedServer own = server;
        if (own != null) {
            settings.with(DATABASE, own.url("yici"))
                    .with("spring.datasource.username", EmbeddedServer.USER)
                    .with("spring.datasource.password", own.password());
        }
        // Before the framework starts, whose report of it would be a page long.
        PlatformSecrets.requireOpen(folder.path(), settings);
        try {
            context = new SpringApplicationBuilder(Stream.concat(Stream.of(YiciApplication.class), Stream.of(additions))
                            .toArray(Class<?>[]::new))
                    .properties(Map.of(
                            "yici.collection.job-path", System.getProperty("yici.job-path", ""),
                            "logging.file.name", folder.log().toString(),
                            "logging.threshold.console", "off"))
                    .listeners(new WebCertificate())
                    .registerShutdownHook(false)
                    .logStartupInfo(false)
                    .bannerMode(Banner.Mode.OFF)
                    .run(settings.arguments(folder));
        } catch (RuntimeException e) {
            throw new UsageException("The platform did not start: " + reason(e) + " (log: " + folder.log() + ")");
        }
        if (own == null) {
            // Of the own one the commands know the owner's account, which a backup needs.
            JdbcConnectionDetails database = bean(JdbcConnectionDetails.class);
            new PlatformConnection(
                            database.getJdbcUrl(),
                            Optional.ofNullable(database.getUsername()).orElse(""),
                            Optional.ofNullable(database.getPassword()).orElse(""))
                    .write(folder.path());
        }
        PlatformUrl.save(folder.path(), url());
    }

    /** Makes the accounts and registers the systems that the platform does not have yet. */
    public void register(AccountFile accounts) {
        accounts.register(bean(Identities.class));
    }

    /** Where it answers: {@code http://localhost:8080}; with a certificate, the public address, for which that is. */
    public String url() {
        Environment environment = context().getEnvironment();
        String local = "://localhost:" + environment.getProperty("local.server.port");
        return environment.containsProperty(WebCertificate.BUNDLE)
                ? environment.getProperty("yici.site.public-url", "https" + local)
                : "http" + local;
    }

    /** Where the first administrators are made; empty if there is one. */
    Optional<String> setupAddress() {
        return bean(FirstAdministrators.class).invite().map(secret -> url() + "/setup#" + secret);
    }

    /** Waits until every source from which something is collected was read whole once, and shows how far it is. */
    public void awaitFirstLoad(Progress progress) throws InterruptedException {
        Collection collection = bean(Collection.class);
        Catalogue catalogue = bean(Catalogue.class);
        new FirstLoad(
                        collection::sources,
                        () -> catalogue.resources().stream()
                                .map(resource -> resource.source().source())
                                .collect(Collectors.toSet()),
                        progress)
                .await();
        progress.done("collected: %,d records, %,d more in quarantine"
                .formatted(
                        bean(Figures.class).totals().records(),
                        collection.quarantineCounts().total().open()));
    }

    <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    @Override
    public void close() {
        ConfigurableApplicationContext running = context;
        if (running != null) {
            running.close();
        }
        stop(server);
    }

    static void stop(@Nullable EmbeddedServer own) {
        if (own != null) {
            try {
                own.close();
            } catch (IOException e) {
                System.err.println("yici: PostgreSQL did not stop in time: " + e.getMessage());
            }
        }
    }

    private ConfigurableApplicationContext context() {
        return Optional.ofNullable(context).orElseThrow();
    }

    /** The innermost reason, after the setting that is behind it. */
    private static String reason(Throwable e) {
        String setting = "";
        Throwable root = e;
        while (root.getCause() != null) {
            if (root instanceof BindException wrong && wrong.getProperty() != null) {
                setting = wrong.getProperty().getName() + " of "
                        + wrong.getProperty().getOrigin() + ": ";
            }
            root = root.getCause();
        }
        return setting + root.getMessage();
    }
}
