package org.yici.app.collection;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.yici.app.collection.trial.SourceDatabase;
import org.yici.app.definition.Definition;
import org.yici.app.definition.Definitions;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.YamlText;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.registry.Subjects;
import org.yici.kernel.masking.Masking;
import org.yici.kernel.resource.Label;

/** Looks into the database of a source that is defined or in the settings, each of which is bounded and, if it shows rows, a leaf. */
@Component
class SourceLooks {
    /** Rows of a sample. */
    static final int SHOWN = 10;

    private final Definitions definitions;
    private final SourcePasswordStore passwords;
    private final CollectionProperties settings;
    private final Subjects subjects;
    private final Ledger ledger;
    private final Clock clock;
    private final LookLimit requests = new LookLimit();

    SourceLooks(
            Definitions definitions,
            SourcePasswordStore passwords,
            CollectionProperties settings,
            Subjects subjects,
            Ledger ledger,
            Clock clock) {
        this.settings = settings;
        this.definitions = definitions;
        this.passwords = passwords;
        this.subjects = subjects;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Values as a user may see them: in full only who is of the source's department, as in quarantine. */
    static UnaryOperator<@Nullable String> shownTo(User user, Collection.Source source) {
        return isOwn(user, source)
                ? SourceDatabase::cut
                : value -> value == null ? null : Masking.partly(Objects.requireNonNull(SourceDatabase.cut(value)));
    }

    static boolean isOwn(User user, Collection.Source source) {
        return source.department().equals(user.department());
    }

    /** Whom the rows name, as far as their values are identifiers: each sees that somebody looked. */
    void note(User user, Collection.Source source, String table, List<Map<String, @Nullable String>> rows) {
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

    /** Opens the database of a source that is collected from or defined: what the settings give counts, as for the collection itself. */
    Reached reach(User user, String name) throws SQLException {
        CollectionProperties.Database given = settings.sources().get(name);
        if (given == null) {
            SourceDefinition defined = defined(user, name);
            return new Reached(defined.source(), connect(defined));
        }
        Collection.Source source = given.source(name);
        requireMayTry(user, source.department());
        requireAllowed(source.department());
        return new Reached(source, SourceDatabase.connect(given.url(), given.username(), given.password()));
    }

    /** A source and its database, for whoever closes that. */
    record Reached(Collection.Source source, SourceDatabase database) {}

    SourceDatabase connect(SourceDefinition defined) throws SQLException {
        requireAllowed(defined.department());
        return opened(defined);
    }

    void requireAllowed(String department) {
        if (!requests.allows(department, clock.instant())) {
            throw new SourceAwayException(Label.of(
                    "一分钟内查看部门 %s 的数据源次数过多，请一分钟后再试",
                    "Too many looks at sources of %s within a minute; try again in a minute", department));
        }
    }

    /** Outside of any transaction: a stranger's server answers as slowly as it likes. */
    SourceDatabase opened(SourceDefinition defined) throws SQLException {
        SourceAddress.require(defined.host());
        String password = passwords
                .find(defined)
                .orElseThrow(
                        () -> new InvalidDefinitionException(
                                0,
                                Label.of(
                                        "还没有设置该服务器和账户的密码，请到该数据源的页面设置",
                                        "The password for this server and account is not set yet; set it on the source's page")));
        return SourceDatabase.connect(defined.url(), defined.username(), password);
    }

    /** The newest text of a source: what is being drafted, else what is in force. */
    SourceDefinition defined(User user, String source) {
        Definition found = definitions.find(user, SourceKind.ID, source);
        requireMayTry(user, found.department());
        Definition.Draft draft = found.draft();
        String text = draft == null
                ? found.current()
                        .map(Definition.Edition::text)
                        .orElseThrow(() -> new NoSuchElementException("There is no text of source " + source))
                : draft.text();
        SourceDefinition defined = YamlText.read(text, SourceDefinition.class);
        List<SourceDefinition.Fault> faults = defined.faults();
        if (!faults.isEmpty() || !defined.name().equals(source)) {
            throw new InvalidDefinitionException(
                    faults.stream().map(fault -> new Finding(0, fault.text())).toList());
        }
        return defined;
    }

    private static void requireMayTry(User user, @Nullable String department) {
        if (!user.is(Role.OPERATOR)
                && !(user.is(Role.STEWARD) && String.valueOf(user.department()).equals(department))) {
            throw new AccessDeniedException("Operators try sources, and stewards those of their department");
        }
    }

    /** What the driver, the server or the network said, cited. */
    static Label said(SQLException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String own = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String said = root == e
                ? own
                : own + " ("
                        + String.valueOf(root.getMessage()).lines().findFirst().orElse("") + ")";
        return root instanceof UnknownHostException
                ? Label.of("找不到主机：%2$s", "%1$s", said, root.getMessage())
                : Label.of("数据库或网络的答复：%s", "%s", said);
    }
}
