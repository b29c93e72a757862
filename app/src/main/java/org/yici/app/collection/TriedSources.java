package org.yici.app.collection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.collection.trial.ResourceProposal;
import org.yici.app.collection.trial.SourceChecks;
import org.yici.app.collection.trial.SourceDatabase;
import org.yici.app.collection.trial.SourceDatabase.Column;
import org.yici.app.definition.Definition;
import org.yici.app.definition.Definitions;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.YamlText;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.registry.Registry;
import org.yici.app.registry.Subjects;

@Service
class TriedSources implements SourceTrials {
    private static final int SHOWN = 10;
    private static final int GUESSED_FROM = 200;
    private static final int LONGEST_PASSWORD = 500;

    private final Definitions definitions;
    private final SourcePasswordStore passwords;
    private final CollectionStore sources;
    private final Catalogue catalogue;
    private final Registry registry;
    private final Subjects subjects;
    private final Ledger ledger;
    private final Clock clock;
    private final String division;
    private final LookLimit requests = new LookLimit();

    TriedSources(
            Definitions definitions,
            SourcePasswordStore passwords,
            CollectionStore sources,
            Catalogue catalogue,
            Registry registry,
            Subjects subjects,
            Ledger ledger,
            Clock clock,
            @Value("${yici.division:511602}") String division) {
        this.definitions = definitions;
        this.passwords = passwords;
        this.sources = sources;
        this.catalogue = catalogue;
        this.registry = registry;
        this.subjects = subjects;
        this.ledger = ledger;
        this.clock = clock;
        this.division = division;
    }

    @Override
    @Transactional
    public void setPassword(User user, String source, String password) {
        if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
            throw new InvalidDefinitionException(0, "Give a password of at most " + LONGEST_PASSWORD + " characters");
        }
        SourceDefinition defined = defined(user, source);
        passwords.put(defined, password, user.username(), clock.instant());
        sources.renewPassword(defined.source(), defined.username(), password);
        ledger.append(new Act(
                Act.Kind.DRAFTING,
                user.actor(),
                defined.department(),
                null,
                null,
                Map.of("kind", SourceKind.ID, "name", source, "step", "PASSWORD")));
    }

    @Override
    public boolean hasPassword(User user, String source) {
        return passwords.find(defined(user, source)).isPresent();
    }

    @Override
    public Trial tryIt(User user, String source) {
        SourceDefinition defined = defined(user, source);
        requireAllowed(defined);
        ledger.append(new Act(
                Act.Kind.DRAFTING,
                user.actor(),
                defined.department(),
                null,
                null,
                Map.of("kind", SourceKind.ID, "name", source, "step", "TRIAL")));
        Collection.Source wanted = defined.source();
        try (SourceDatabase database = opened(defined)) {
            return SourceChecks.of(database, wanted.slot(), wanted.publication());
        } catch (SQLException e) {
            return new Trial(
                    List.of(new Check("reached", false, said(e))),
                    SourceChecks.fromNothing(defined.username(), defined.database(), wanted.publication()),
                    List.of());
        }
    }

    @Override
    public Sample sample(User user, String source, String schema, String table) {
        SourceDefinition defined = defined(user, source);
        try (SourceDatabase database = connect(defined)) {
            Table found = database.tables(defined.source().publication()).stream()
                    .filter(one -> one.schema().equals(schema) && one.name().equals(table))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchElementException("There is no table " + schema + "." + table));
            List<Column> columns = database.columns(schema, table);
            List<Map<String, @Nullable String>> rows = database.rows(schema, table, columns, GUESSED_FROM);
            note(user, defined, schema + "." + table, rows);
            String text = new ResourceProposal(registry.reservedWords(), catalogue.resources())
                    .text(source, defined.department(), division, found, columns, rows);
            List<String> names = columns.stream().map(Column::name).toList();
            List<List<@Nullable String>> shown = new ArrayList<>();
            rows.stream().limit(SHOWN).forEach(row -> {
                List<@Nullable String> values = new ArrayList<>();
                names.forEach(name -> values.add(SourceDatabase.cut(row.get(name))));
                shown.add(values);
            });
            return new Sample(names, shown, text);
        } catch (SQLException e) {
            throw new SourceAwayException(said(e), e);
        }
    }

    /** Whom the rows name, as far as their values are identifiers: each sees that somebody looked. */
    private void note(User user, SourceDefinition source, String table, List<Map<String, @Nullable String>> rows) {
        Set<UUID> named = new HashSet<>();
        for (Map<String, @Nullable String> row : rows) {
            row.values().stream()
                    .filter(Objects::nonNull)
                    .flatMap(IdentifiersIn::text)
                    .flatMap(this::subject)
                    .forEach(named::add);
        }
        Map<String, String> details = new LinkedHashMap<>();
        details.put("what", "SAMPLE");
        details.put("source", source.name());
        details.put("table", table);
        details.put("rows", String.valueOf(rows.size()));
        ledger.append(
                new Act(Act.Kind.READING, user.actor(), source.department(), null, named, null, Map.copyOf(details)));
    }

    private Stream<UUID> subject(String identifier) {
        try {
            return Stream.of(subjects.of(identifier));
        } catch (IllegalArgumentException e) {
            // Not every text of its length is one.
            return Stream.empty();
        }
    }

    private SourceDatabase connect(SourceDefinition defined) throws SQLException {
        requireAllowed(defined);
        return opened(defined);
    }

    private void requireAllowed(SourceDefinition defined) {
        if (!requests.allows(defined.department(), clock.instant())) {
            throw new SourceAwayException(
                    "Too many looks at sources of " + defined.department() + " within a minute; try again in a minute");
        }
    }

    /** Addresses that no department's database has, such as those of a cloud's own services. */
    private static void requireForeign(String host) throws SQLException {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
                    throw new SourceAwayException(
                            "The address of " + host + " is none that a department's database can have");
                }
            }
        } catch (UnknownHostException e) {
            throw new SQLException("The name " + host + " is unknown", e);
        }
    }

    /** Outside of any transaction: a stranger's server answers as slowly as it likes. */
    private SourceDatabase opened(SourceDefinition defined) throws SQLException {
        requireForeign(defined.host());
        String password = passwords
                .find(defined)
                .orElseThrow(() -> new InvalidDefinitionException(
                        0, "The password for this server and account is not set yet; set it on the source's page"));
        return SourceDatabase.connect(defined.url(), defined.username(), password);
    }

    /** The newest text of a source: what is being drafted, else what is in force. */
    private SourceDefinition defined(User user, String source) {
        Definition found = definitions.find(user, SourceKind.ID, source);
        if (!user.is(Role.OPERATOR)
                && !(user.is(Role.STEWARD) && String.valueOf(user.department()).equals(found.department()))) {
            throw new AccessDeniedException("Operators try sources, and stewards those of their department");
        }
        Definition.Draft draft = found.draft();
        String text = draft == null
                ? found.current()
                        .map(Definition.Edition::text)
                        .orElseThrow(() -> new NoSuchElementException("There is no text of source " + source))
                : draft.text();
        SourceDefinition defined = YamlText.read(text, SourceDefinition.class);
        List<String> faults = defined.faults();
        if (!faults.isEmpty() || !defined.name().equals(source)) {
            throw new InvalidDefinitionException(
                    faults.stream().map(fault -> new Finding(0, fault)).toList());
        }
        return defined;
    }

    private static String said(SQLException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String own = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return root == e
                ? own
                : own + " ("
                        + String.valueOf(root.getMessage()).lines().findFirst().orElse("") + ")";
    }
}
