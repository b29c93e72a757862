package org.yici.app.casework.file;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.CaseEvidence;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.Template;
import org.yici.kernel.resource.Label;

/**
 * What templates may name about a case:
 *
 * <ul>
 *   <li>{@code case.number}, {@code case.today}
 *   <li>{@code field.<name>}: what the applicant filled in
 *   <li>{@code option.<name>}: the label of what was chosen there
 *   <li>{@code party.<role>.id}, {@code party.<role>.name}; {@code party.applicant} is who began the case
 *   <li>{@code evidence.<material>.<item>}: of the record that counts
 *   <li>{@code count.<material>[item=value]…}: how many records there are
 *   <li>{@code task.<key>.<input>}, {@code rule.<id>.<output>}: what a step brought
 *   <li>{@code reason.<id>}: a rule's reason in words; {@code text.<code>}: a text of the item's reasons
 *   <li>{@code check.<id>}: true or false, as the exchange answered
 *   <li>{@code since.<material>.<item>}, {@code since.case.submitted}: seconds from that time until now
 * </ul>
 */
public final class ExpressionContext {
    /** Times without a zone are of China Standard Time. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Pattern FILTER = Pattern.compile("\\[([^=\\]]+)=([^]]*)]");

    private final CaseFile file;
    private final Instant now;
    private final Map<String, Boolean> checks;

    public ExpressionContext(CaseFile file, Instant now, Map<String, Boolean> checks) {
        this.file = file;
        this.now = now;
        this.checks = Map.copyOf(checks);
    }

    /** A template's text in both languages; a fact that is not there leaves nothing. */
    public Label text(String template) {
        return new Label(
                Template.of(template).render(name -> value(name, "zh").orElse("")),
                Template.of(template).render(name -> value(name, "en").orElse("")));
    }

    /** A template's text where nothing may be missing; empty if something is. */
    public Optional<String> value(String template) {
        Template parsed = Template.of(template);
        return parsed.names().stream().allMatch(name -> value(name, "zh").isPresent())
                ? Optional.of(parsed.render(name -> value(name, "zh").orElseThrow()))
                : Optional.empty();
    }

    /** Why something may not be done yet; empty if all that it needs is so. */
    public Optional<Label> unmet(List<CaseProcess.Need> needs) {
        return needs.stream()
                .filter(need -> !text(need.value()).zh().equals(need.is()))
                .map(need -> text(need.otherwise()))
                .findFirst();
    }

    /** A fact by its name. */
    public Optional<String> value(String name, String language) {
        String[] parts = name.split("\\.", 3);
        String second = parts.length > 1 ? parts[1] : "";
        String third = parts.length > 2 ? parts[2] : "";
        return Optional.ofNullable(
                switch (parts[0]) {
                    case "case" -> ofCase(second);
                    case "field" -> file.fields.get(second);
                    case "option" -> option(second, language);
                    case "party" -> ofParty(second, third);
                    case "evidence" ->
                        file.record(second)
                                .map(drawn -> drawn.values().get(third))
                                .orElse(null);
                    case "count" -> count(second);
                    case "task", "rule" -> file.facts.get(name);
                    case "reason" -> words(file.facts.get("rule." + second + ".reason"), language);
                    case "text" -> words(second, language);
                    case "check" ->
                        checks.containsKey(second) ? checks.get(second).toString() : null;
                    case "since" -> since(second, third);
                    default -> null;
                });
    }

    private @Nullable String option(String field, String language) {
        String value = file.fields.get(field);
        return file.item.field(field).stream()
                .flatMap(found -> found.options().stream())
                .filter(option -> option.value().equals(value))
                .map(option -> option.label().in(language))
                .findFirst()
                .orElse(value);
    }

    private @Nullable String ofCase(String what) {
        return switch (what) {
            case "number" -> file.number;
            case "today" -> LocalDate.ofInstant(now, ZONE).toString();
            default -> null;
        };
    }

    private @Nullable String ofParty(String role, String what) {
        if (role.equals("applicant")) {
            return what.equals("id") ? file.opener.citizenId() : file.opener.name();
        }
        PartyRow party = file.party(role);
        return what.equals("id") ? party.identifier() : party.name();
    }

    private @Nullable String count(String expression) {
        int bracket = expression.indexOf('[');
        EvidenceRow drawn = file.evidence.get(bracket < 0 ? expression : expression.substring(0, bracket));
        return drawn == null || drawn.status() == CaseEvidence.Status.REFUSED
                ? null
                : Long.toString(count(drawn, expression));
    }

    /** How many of a material's records have the values of an expression: {@code buyer-homes[status=current]}. */
    public static long count(EvidenceRow drawn, String expression) {
        Map<String, String> wanted = new LinkedHashMap<>();
        Matcher filter = FILTER.matcher(expression);
        while (filter.find()) {
            wanted.put(filter.group(1), filter.group(2));
        }
        return drawn.records().stream().filter(row -> row.has(wanted)).count();
    }

    private @Nullable String words(@Nullable String code, String language) {
        Label label = code == null ? null : file.item.handling().reasons().get(code);
        return label == null ? code : label.in(language);
    }

    private @Nullable String since(String material, String item) {
        Optional<Instant> from = material.equals("case")
                ? Optional.ofNullable(file.submittedAt)
                : file.record(material).flatMap(drawn -> time(drawn.values().get(item)));
        return from.map(start -> "%.1f".formatted(Duration.between(start, now).toMillis() / 1000.0))
                .orElse(null);
    }

    private static Optional<Instant> time(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
