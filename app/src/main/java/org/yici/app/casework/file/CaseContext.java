package org.yici.app.casework.file;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import org.yici.app.casework.CaseEvidence.Status;
import org.yici.app.casework.file.EvidenceRow.EvidenceRecord;
import org.yici.app.expression.Expression;
import org.yici.app.expression.ExpressionContext;
import org.yici.app.expression.Text;
import org.yici.app.expression.Wording;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.Decision;
import org.yici.app.service.Link;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ValueTypes;
import org.yici.kernel.resource.Label;

/**
 * What expressions may name about a case. A hyphen of an id is written as an underscore; what is not there is null.
 *
 * <ul>
 *   <li>{@code case.number}, {@code case.submitted}
 *   <li>{@code field.<name>}: what was filled in; {@code option.<name>}: the label of what was chosen there
 *   <li>{@code party.<role>}: null if the case is without it; {@code party.<role>.id}, {@code party.<role>.name}; {@code party.applicant} is
 *       who began the case
 *   <li>{@code evidence.<material>}: the record that counts, {@code evidence.<material>.<item>}
 *   <li>{@code records.<material>}: the list of all of them, the newest first; null while they are not known
 *   <li>{@code task.<key>.<input>}, {@code rule.<id>.<output>}: what a step brought
 *   <li>{@code reason.<id>}: a rule's reason in words; {@code text.<code>}: a text of the item's reasons
 *   <li>{@code check.<id>}: true or false, as the exchange answered; for decisions only
 * </ul>
 */
public final class CaseContext {
    private static final Locale CHINESE = Locale.CHINESE;

    /** Four digits are not grouped: they may be a year, and are read at a glance. */
    private static final BigDecimal GROUPED_FROM = new BigDecimal(10_000);

    private final CaseFile file;
    private final Instant now;
    private final Map<String, Boolean> checks;
    private final Map<String, EvidenceRow> evidence;

    private CaseContext(CaseFile file, Instant now, Map<String, Boolean> checks, Map<String, EvidenceRow> evidence) {
        this.file = file;
        this.now = now;
        this.checks = checks;
        this.evidence = evidence;
    }

    /** @param now what expressions take for the present */
    public CaseContext(CaseFile file, Instant now) {
        this(file, now, Map.of(), file.evidence);
    }

    /** The values of expressions that say the same whenever they are asked, as {@code ItemValidation} requires where this is used. */
    public CaseContext(CaseFile file) {
        this(file, Instant.EPOCH);
    }

    /** The same with what the exchange answered, check by check. */
    public CaseContext with(Map<String, Boolean> answers) {
        return new CaseContext(file, now, Map.copyOf(answers), evidence);
    }

    /** The same as if this had been retrieved. */
    public CaseContext with(EvidenceRow retrieved) {
        Map<String, EvidenceRow> other = new HashMap<>(evidence);
        other.put(retrieved.material(), retrieved);
        return new CaseContext(file, now, checks, other);
    }

    /** What an expression comes to, as {@link Expression#evaluate(ExpressionContext)}. */
    public @Nullable Object evaluate(Expression expression) {
        return expression.evaluate(in(CHINESE));
    }

    /** What an expression comes to, as a text; empty if it comes to null. */
    public Optional<String> value(Expression expression) {
        return Optional.ofNullable(evaluate(expression)).map(CaseContext::text);
    }

    /** What an expression comes to, in both languages; null is shown as nothing. */
    public Label text(Expression expression) {
        return new Label(said(expression, CHINESE), said(expression, Locale.ENGLISH));
    }

    /** A text in both languages, for people to read: large numbers have their digits grouped; a value that is not there leaves nothing. */
    public Label text(Wording wording) {
        return new Label(
                wording.zh().fill(place -> shown(place, CHINESE)),
                wording.en().fill(place -> shown(place, Locale.ENGLISH)));
    }

    /** The same with its numbers as they are kept. */
    public Label plain(Wording wording) {
        return new Label(
                wording.zh().fill(place -> said(place, CHINESE)),
                wording.en().fill(place -> said(place, Locale.ENGLISH)));
    }

    /** Where a button leads; empty while a value of its address is missing, or if it led elsewhere than it may. */
    public Optional<String> link(Text href) {
        boolean known = href.places().stream().allMatch(place -> evaluate(place) != null);
        // What somebody typed never decides where another's button leads.
        return known
                ? Optional.of(href.fill(place -> UriUtils.encode(said(place, CHINESE), StandardCharsets.UTF_8)))
                        .filter(Link::isSafe)
                : Optional.empty();
    }

    /** Whether a record is the one that an expression describes by its items. */
    public boolean describes(Expression expression, String material, EvidenceRecord row) {
        return Boolean.TRUE.equals(expression.evaluate(in(CHINESE), items(material, row)));
    }

    /** Why something may not be done yet; empty if all that it needs is so. */
    public Optional<Label> unmet(List<CaseProcess.Need> needs) {
        return needs.stream()
                .filter(need -> !Boolean.TRUE.equals(evaluate(need.that())))
                .map(need -> text(need.otherwise()))
                .findFirst();
    }

    private String shown(Expression expression, Locale language) {
        Object value = expression.evaluate(in(language));
        if (value instanceof BigDecimal number && number.abs().compareTo(GROUPED_FROM) >= 0) {
            return String.format(Locale.ROOT, "%,d", number.toBigInteger()) + fraction(number);
        }
        return value == null ? "" : text(value);
    }

    private static String fraction(BigDecimal number) {
        String plain = number.toPlainString();
        int point = plain.indexOf('.');
        return point < 0 ? "" : plain.substring(point);
    }

    private String said(Expression expression, Locale language) {
        Object value = expression.evaluate(in(language));
        return value == null ? "" : text(value);
    }

    /** How a value is written where a text is needed: a length of time in seconds. */
    private static String text(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case ZonedDateTime time -> time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            case Duration length -> "%.1f".formatted(length.toMillis() / 1000.0);
            default -> value.toString();
        };
    }

    private ExpressionContext in(Locale language) {
        return new ExpressionContext() {
            @Override
            public @Nullable Object of(String root) {
                return CaseContext.this.of(root, language.getLanguage());
            }

            @Override
            public ZonedDateTime now() {
                return now.atZone(ValueTypes.ZONE);
            }
        };
    }

    private @Nullable Object of(String root, String language) {
        return switch (root) {
            case "case" -> ofCase();
            case "field" -> named(file.item.fields(), ServiceItem.Field::name, this::filledIn);
            case "option" -> named(file.item.fields(), ServiceItem.Field::name, field -> option(field, language));
            case "party" -> parties();
            case "evidence" ->
                named(file.item.materials(), ServiceItem.Material::id, material -> record(material.id()));
            case "records" ->
                named(file.item.materials(), ServiceItem.Material::id, material -> records(material.id()));
            case "task" -> named(file.item.handling().tasks(), CaseProcess.UserTask::key, this::inputs);
            case "rule" -> named(file.item.handling().decisions(), Decision::id, this::outputs);
            case "reason" ->
                named(
                        file.item.handling().decisions(),
                        Decision::id,
                        decision -> words(file.stepValues.get("rule." + decision.id() + ".reason"), language));
            case "text" -> named(file.item.handling().reasons().keySet(), code -> code, code -> words(code, language));
            case "check" ->
                checks.entrySet().stream()
                        .collect(Collectors.toMap(
                                answer -> Expression.name(answer.getKey()), answer -> (Object) answer.getValue()));
            default -> null;
        };
    }

    private static <T> Map<String, @Nullable Object> named(
            Iterable<T> declared, Function<T, String> id, Function<T, @Nullable Object> value) {
        Map<String, @Nullable Object> named = new HashMap<>();
        declared.forEach(one -> named.put(Expression.name(id.apply(one)), value.apply(one)));
        return named;
    }

    private Map<String, @Nullable Object> ofCase() {
        Map<String, @Nullable Object> found = new HashMap<>();
        found.put("number", file.number);
        found.put("submitted", file.submittedAt == null ? null : file.submittedAt.atZone(ValueTypes.ZONE));
        return found;
    }

    private @Nullable Object filledIn(ServiceItem.Field field) {
        return ValueTypes.filledIn(field, file.fields.get(field.name()));
    }

    private @Nullable Object option(ServiceItem.Field field, String language) {
        String value = file.fields.get(field.name());
        return field.options().stream()
                .filter(option -> option.value().equals(value))
                .map(option -> option.label().in(language))
                .findFirst()
                .orElse(value);
    }

    private Map<String, @Nullable Object> parties() {
        Map<String, @Nullable Object> parties = named(
                file.item.parties(),
                ServiceItem.Party::role,
                declared -> file.has(declared.role())
                        ? person(
                                file.party(declared.role()).identifier(),
                                file.party(declared.role()).name())
                        : null);
        parties.put("applicant", person(file.opener.citizenId(), file.opener.name()));
        return parties;
    }

    private static Map<String, Object> person(String id, String name) {
        return Map.of("id", id, "name", name);
    }

    private @Nullable Object record(String material) {
        return Optional.ofNullable(evidence.get(material))
                .flatMap(retrieved -> retrieved.record(file.item.handling(), file.fields))
                .map(row -> items(material, row))
                .orElse(null);
    }

    private @Nullable Object records(String material) {
        EvidenceRow retrieved = evidence.get(material);
        return retrieved == null || retrieved.status() == Status.REFUSED
                ? null
                : retrieved.records().stream().map(row -> items(material, row)).toList();
    }

    private Map<String, @Nullable Object> items(String material, EvidenceRecord row) {
        Map<String, @Nullable Object> items = new HashMap<>();
        row.values()
                .forEach((item, value) ->
                        items.put(Expression.name(item), file.item.types().retrieved(material, item, value)));
        return items;
    }

    private Object inputs(CaseProcess.UserTask task) {
        return named(
                task.inputs(),
                input -> input.field().name(),
                input -> ValueTypes.filledIn(
                        input.field(),
                        file.stepValues.get(
                                "task." + task.key() + "." + input.field().name())));
    }

    private Object outputs(Decision decision) {
        Map<String, @Nullable Object> outputs = new HashMap<>();
        String prefix = "rule." + decision.id() + ".";
        file.stepValues.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                String output = name.substring(prefix.length());
                outputs.put(Expression.name(output), file.item.types().found(decision.id(), output, value));
            }
        });
        return outputs;
    }

    private @Nullable Object words(@Nullable String code, String language) {
        Label label = code == null ? null : file.item.handling().reasons().get(code);
        return label == null ? code : label.in(language);
    }
}
