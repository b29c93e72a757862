package org.yici.app.collection;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.collection.trial.ResourceProposal;
import org.yici.app.collection.trial.SourceChecks;
import org.yici.app.collection.trial.SourceDatabase;
import org.yici.app.collection.trial.SourceDatabase.Column;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.registry.Registry;
import org.yici.kernel.resource.Label;

@Service
class TriedSources implements SourceTrials {
    private static final int GUESSED_FROM = 200;
    private static final int LONGEST_PASSWORD = 500;

    private final SourceLooks looks;
    private final SourcePasswordStore passwords;
    private final CollectionStore sources;
    private final Catalogue catalogue;
    private final Registry registry;
    private final Ledger ledger;
    private final Clock clock;
    private final String division;

    TriedSources(
            SourceLooks looks,
            SourcePasswordStore passwords,
            CollectionStore sources,
            Catalogue catalogue,
            Registry registry,
            Ledger ledger,
            Clock clock,
            @Value("${yici.division:511602}") String division) {
        this.looks = looks;
        this.passwords = passwords;
        this.sources = sources;
        this.catalogue = catalogue;
        this.registry = registry;
        this.ledger = ledger;
        this.clock = clock;
        this.division = division;
    }

    @Override
    @Transactional
    public void setPassword(User user, String source, String password) {
        if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
            throw new InvalidDefinitionException(
                    0, Label.of("请输入密码，不超过 %s 个字符", "Give a password of at most %s characters", LONGEST_PASSWORD));
        }
        SourceDefinition defined = looks.defined(user, source);
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
        return passwords.find(looks.defined(user, source)).isPresent();
    }

    @Override
    public Trial tryIt(User user, String source) {
        SourceDefinition defined = looks.defined(user, source);
        looks.requireAllowed(defined.department());
        ledger.append(new Act(
                Act.Kind.DRAFTING,
                user.actor(),
                defined.department(),
                null,
                null,
                Map.of("kind", SourceKind.ID, "name", source, "step", "TRIAL")));
        Collection.Source wanted = defined.source();
        try (SourceDatabase database = looks.opened(defined)) {
            return SourceChecks.of(database, wanted.slot(), wanted.publication());
        } catch (SQLException e) {
            return new Trial(
                    List.of(new Check("reached", false, SourceLooks.said(e))),
                    SourceChecks.fromNothing(defined.username(), defined.database(), wanted.publication()),
                    List.of());
        }
    }

    @Override
    public Sample sample(User user, String source, String schema, String table) {
        SourceDefinition defined = looks.defined(user, source);
        try (SourceDatabase database = looks.connect(defined)) {
            Table found = database.tables(defined.source().publication()).stream()
                    .filter(one -> one.schema().equals(schema) && one.name().equals(table))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchElementException("There is no table " + schema + "." + table));
            List<Column> columns = database.columns(schema, table);
            List<Map<String, @Nullable String>> rows = database.rows(schema, table, columns, GUESSED_FROM);
            looks.note(user, defined.source(), schema + "." + table, rows);
            String text = new ResourceProposal(registry.reservedWords(), catalogue.resources())
                    .text(source, defined.department(), division, found, columns, rows);
            List<String> names = columns.stream().map(Column::name).toList();
            UnaryOperator<@Nullable String> show = SourceLooks.shownTo(user, defined.source());
            List<List<@Nullable String>> shown = new ArrayList<>();
            rows.stream().limit(SourceLooks.SHOWN).forEach(row -> {
                List<@Nullable String> values = new ArrayList<>();
                names.forEach(name -> values.add(show.apply(row.get(name))));
                shown.add(values);
            });
            return new Sample(names, shown, !SourceLooks.isOwn(user, defined.source()), text);
        } catch (SQLException e) {
            throw new SourceAwayException(SourceLooks.said(e), e);
        }
    }
}
