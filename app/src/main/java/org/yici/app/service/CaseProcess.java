package org.yici.app.service;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.file.ExpressionContext;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/**
 * How an item's cases are worked on. The id of each element here is the id of the element of the BPMN process that does it.
 *
 * <p>Texts with <code>${…}</code> are templates over the facts of a case; {@link ExpressionContext} lists the names.
 *
 * @param later ids of materials that only come to be while the case is worked on; they are consented to, but not drawn, at first
 * @param prefill field name to where its value comes from
 * @param names role of a party to where its name comes from, for companies
 * @param tasks what people do: the process's user tasks
 * @param decisions what rules decide: its tasks with <code>${decide}</code>
 * @param checks yes/no questions to the exchange, asked when a decision names {@code check.<id>}
 * @param writeBacks results that go to a department's database: its tasks with <code>${writeBack}</code>
 * @param waits data that must have arrived before it goes on: its receive tasks with <code>${await}</code>
 * @param results what a completed case brings, in the order in which it is shown
 * @param reasons codes that the decision tables give as {@code reason}, in words
 * @param claims what a live case has for itself
 * @param partners parties that must consent because they own together with another
 * @param contract what all parties agree to by handing in and confirming, or null
 * @param identity where the name and citizen ID of a party that is no company are compared when somebody types them; null if nowhere
 * @param requirements what must be so before a case can be handed in
 * @param about what a party that is asked to agree to a contract is told of it before it consents to anything
 */
public record CaseProcess(
        List<String> later,
        Map<String, Source> prefill,
        Map<String, Source> names,
        List<UserTask> tasks,
        List<Decision> decisions,
        List<Check> checks,
        List<WriteBack> writeBacks,
        List<Wait> waits,
        List<Outcome> results,
        Map<String, Label> reasons,
        List<Claim> claims,
        List<Partner> partners,
        @Nullable Contract contract,
        @Nullable Identity identity,
        List<Requirement> requirements,
        List<Line> about) {
    /** Id of the end event of a process whose case is completed. */
    public static final String COMPLETED = "completed";

    /** Id of the end event of a process whose case is refused. */
    public static final String REFUSED = "refused";

    static final CaseProcess NONE = new CaseProcess(
            List.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

    public CaseProcess {
        later = listOf(later);
        prefill = mapOf(prefill);
        names = mapOf(names);
        tasks = listOf(tasks);
        decisions = listOf(decisions);
        checks = listOf(checks);
        writeBacks = listOf(writeBacks);
        waits = listOf(waits);
        results = listOf(results);
        reasons = mapOf(reasons);
        claims = listOf(claims);
        partners = listOf(partners);
        requirements = listOf(requirements);
        about = listOf(about);
    }

    /** How cases are worked on that claim nothing. */
    public CaseProcess(
            List<String> later,
            Map<String, Source> prefill,
            Map<String, Source> names,
            List<UserTask> tasks,
            List<Decision> decisions,
            List<Check> checks,
            List<WriteBack> writeBacks,
            List<Wait> waits,
            List<Outcome> results,
            Map<String, Label> reasons) {
        this(
                later,
                prefill,
                names,
                tasks,
                decisions,
                checks,
                writeBacks,
                waits,
                results,
                reasons,
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                List.of());
    }

    public Optional<UserTask> task(String key) {
        return tasks.stream().filter(task -> task.key().equals(key)).findFirst();
    }

    public Optional<Decision> decision(String id) {
        return decisions.stream().filter(decision -> decision.id().equals(id)).findFirst();
    }

    public Optional<Check> check(String id) {
        return checks.stream().filter(check -> check.id().equals(id)).findFirst();
    }

    public Optional<WriteBack> writeBack(String id) {
        return writeBacks.stream()
                .filter(writeBack -> writeBack.id().equals(id))
                .findFirst();
    }

    public Optional<Wait> waiting(String id) {
        return waits.stream().filter(wait -> wait.id().equals(id)).findFirst();
    }

    /**
     * A husband or wife, present or former, who must take part: because what the case is about was acquired in the marriage (Civil Code,
     * articles 1062 and 301; after a divorce it is owned together until it is divided, article 1087), or because the law looks at the
     * household. Whoever fills in the party's fields names the person; that it is the right one is asked of the register of marriages,
     * without its telling who.
     *
     * @param party role of the optional party
     * @param material the marriages of the one who names the party
     * @param where values of a marriage that counts: one that lasts, or one that was divorced
     * @param members items that hold the identifiers of the two
     * @param from item with the day on which the marriage began
     * @param until item with the day on which it ended; null if it has none
     * @param acquired where the day stands on which the thing was acquired; null if the marriage itself is enough
     */
    public record Partner(
            String party,
            String material,
            Map<String, String> where,
            List<String> members,
            String from,
            @Nullable String until,
            @Nullable Source acquired) {
        public Partner {
            where = mapOf(where);
            members = listOf(members);
        }
    }

    /**
     * A register of people by which names are compared.
     *
     * @param resource its code
     * @param consumer code of the department that compares: the grant's holder
     * @param purpose purpose of the grant, which needs no consent: nobody can be asked before it is known who is meant
     * @param item the item with the name
     */
    public record Identity(String resource, String consumer, String purpose, String item) {}

    /**
     * Something without which a case cannot be handed in. What is not known does not keep it from that.
     *
     * @param field name of the form's field at which it is said
     * @param value template of the fact
     * @param is the value that it must have
     * @param otherwise template of what is said if it has another
     */
    public record Requirement(String field, String value, String is, String otherwise) {}

    /** A label, the template of its value, and what that is. */
    public record Line(Label label, String value, ValueType type) {
        public Line {
            type = ValueType.orText(type);
        }
    }

    /** A contract: its name, and the template of its text in each language. */
    public record Contract(Label label, Label text) {}

    /**
     * Something that a case is about and that no two live cases may be about, or should.
     *
     * @param label what it is, for people: {@code 要出售的不动产}
     * @param value template of the value; nothing is claimed where a part of it is missing
     * @param scope cases of different items that claim the same value in the same scope exclude each other
     * @param mode what becomes of a second case
     */
    public record Claim(String id, Label label, String value, String scope, Mode mode) {
        /** What becomes of a second case on the same thing. */
        public enum Mode {
            /** It cannot be handed in. */
            REFUSE,
            /** It is handed in, and its timeline names the other case. */
            WARN
        }

        public Claim {
            scope = scope == null ? id : scope;
            mode = mode == null ? Mode.REFUSE : mode;
        }

        public boolean exclusive() {
            return mode == Mode.REFUSE;
        }
    }

    /**
     * An item of a material.
     *
     * @param where values that a record must have to count, item name to value
     */
    public record Source(String material, String item, Map<String, String> where) {
        public Source {
            where = mapOf(where);
        }
    }

    /**
     * A user task.
     *
     * @param minutes how long it may take; 0 if nobody promised anything
     * @param accepts whether its approval accepts the case
     * @param decides whether its approval decides the case, so that only the registration is left
     * @param supplement whether it may send the case back to the applicant
     * @param role role that an official needs for it; null if clerks and approvers of the department may do it alike
     * @param separateFrom keys of tasks: whoever did one of them in a case may not do this one
     * @param needs what must be so before it may be approved
     * @param secondEyes whether what one official decides is a proposal that another one of the same duty confirms or returns (four-eyes
     *     principle)
     */
    public record UserTask(
            String key,
            Label label,
            String department,
            int minutes,
            boolean accepts,
            boolean decides,
            boolean supplement,
            List<Input> inputs,
            List<Finding> findings,
            @Nullable Role role,
            List<String> separateFrom,
            List<Need> needs,
            @Nullable Boolean secondEyes) {
        public UserTask {
            needs = listOf(needs);
            separateFrom = listOf(separateFrom);
            inputs = listOf(inputs);
            findings = listOf(findings);
        }

        public boolean hasSecondEyes() {
            return Boolean.TRUE.equals(secondEyes);
        }

        /** Whether the task is among the user's duties; that says nothing yet about a certain case. */
        public boolean isDutyOf(User user) {
            return department.equals(user.department())
                    && (role == null ? user.is(Role.CLERK) || user.is(Role.APPROVER) : user.is(role));
        }
    }

    /**
     * What a task asks for.
     *
     * @param suggested template of the value that is suggested, or null
     */
    public record Input(ServiceItem.Field field, @Nullable String suggested) {}

    /**
     * What a step tells the departments after it: a label and the template of its value.
     *
     * @param own whether only the step's own department may read it; null if all may
     * @param type what its value is
     */
    public record Finding(
            Label label, String value, @Nullable Boolean own, ValueType type) {
        public Finding {
            type = ValueType.orText(type);
        }
    }

    /**
     * A decision by rule. The table's output {@code outcome} steers the process; {@code reason} is a code of {@link CaseProcess#reasons}.
     *
     * @param table id of the decision in the DMN file
     * @param department code of the department whose rule it is
     * @param decides whether an outcome of {@code approve} or {@code refuse} decides the case
     * @param inputs variable of the table to its value
     */
    public record Decision(
            String id,
            String table,
            Label label,
            String department,
            boolean decides,
            Map<String, RuleInput> inputs,
            List<Finding> findings) {
        public Decision {
            inputs = mapOf(inputs);
            findings = listOf(findings);
        }

        /** Whether something that it tells is its department's own: then so is its reason. */
        public boolean isOwn() {
            return findings.stream().anyMatch(finding -> Boolean.TRUE.equals(finding.own()));
        }

        /** The materials it rests on: those its inputs name, those its checks ask, and those of decisions it builds on. */
        public Set<String> materials(CaseProcess handling) {
            Set<String> materials = new LinkedHashSet<>();
            collect(handling, materials, new HashSet<>());
            return materials;
        }

        private void collect(CaseProcess handling, Set<String> materials, Set<String> seen) {
            if (!seen.add(id)) {
                return;
            }
            for (RuleInput input : inputs.values()) {
                Template template = Template.of(input.value());
                materials.addAll(template.materials());
                for (String name : template.names()) {
                    String[] parts = name.split("\\.", 3);
                    switch (parts[0]) {
                        case "check" -> handling.check(parts[1]).ifPresent(check -> materials.add(check.material()));
                        case "rule", "reason" ->
                            handling.decision(parts[1]).ifPresent(other -> other.collect(handling, materials, seen));
                        default -> {}
                    }
                }
            }
        }
    }

    /**
     * A value for a rule.
     *
     * @param value template
     * @param type {@code text}, {@code number} or {@code boolean}; null means text
     * @param absent what counts where there is no such fact, as of a party that the case is without; null if the rule must know
     */
    public record RuleInput(
            String value, @Nullable String type, @Nullable String absent) {}

    /**
     * A yes/no question about the party of a material: item name to the template of the value that is claimed.
     *
     * @param confirms name of the form's field that this must bear out before the party may confirm; null if only decisions ask
     * @param represents whether it tells that the person who began the case acts for the company that the material is about: it must hold
     *     before anything is retrieved about the company, and at each decision
     */
    public record Check(
            String id,
            String material,
            Map<String, String> expected,
            @Nullable String confirms,
            @Nullable Boolean represents) {
        public Check {
            expected = mapOf(expected);
        }

        public boolean isRepresentation() {
            return Boolean.TRUE.equals(represents);
        }
    }

    /**
     * A row for a department's own database, inserted once a case.
     *
     * @param label what is registered
     * @param table the table, with its schema if that is not the account's own
     * @param caseColumn the column that holds the case number; unique in the table
     * @param columns the other columns to templates; what is left out gets the table's default
     * @param codes column to the department's own codes: our value to theirs
     * @param needs what must be so before anything is written
     * @param undo what the department does about it if the case is refused afterwards; null if nothing needs to be said
     */
    public record WriteBack(
            String id,
            Label label,
            String department,
            String table,
            String caseColumn,
            Map<String, String> columns,
            Map<String, Map<String, String>> codes,
            List<Finding> findings,
            List<Need> needs,
            @Nullable Undo undo) {
        public WriteBack {
            needs = listOf(needs);
            columns = mapOf(columns);
            codes = mapOf(codes);
            findings = listOf(findings);
        }
    }

    /**
     * What a department does about a result whose case was refused.
     *
     * @param label template of what it does, in each language
     * @param href template of the page where it does it, within the platform or beginning with https; null if it is done in a system of its own
     * @param told what a party is told, or null
     */
    public record Undo(
            Label label, @Nullable String href, @Nullable Told told) {}

    /**
     * What one party is told about the undoing of a result.
     *
     * @param party its role
     * @param open template of what will happen, in each language
     * @param done template of what has happened
     */
    public record Told(String party, Label open, Label done) {}

    /**
     * Data that must have arrived.
     *
     * @param material the material it is drawn as
     * @param where values that tell the record: item name to template; empty if any record will do
     * @param lateAfterSeconds after how long the timeline says that it is late; it is waited for all the same
     * @param opens whether the case stands still for it before anybody works on it (AWAITING_DATA)
     * @param label what is waited for, shown with the time since when; null if nobody need know
     * @param action what a party can do so that it arrives, or null
     * @param written what the record was written as, with which it is compared; null if it is not of the case's own writing
     */
    public record Wait(
            String id,
            String material,
            Map<String, String> where,
            int lateAfterSeconds,
            boolean opens,
            List<Finding> findings,
            @Nullable Label label,
            @Nullable Action action,
            @Nullable Written written) {
        public Wait {
            where = mapOf(where);
            findings = listOf(findings);
        }
    }

    /**
     * What a case wrote and waits for to come home. The case stops if it came otherwise.
     *
     * @param step id of the write-back
     * @param columns column of the department's table to the item that it comes home as
     */
    public record Written(String step, Map<String, String> columns) {
        public Written {
            columns = mapOf(columns);
        }
    }

    /**
     * Something that a party does elsewhere so that a case goes on, such as paying. Nobody else is shown it.
     *
     * @param label what its button says
     * @param text template of what is to be done, in each language
     * @param href template of the page where it is done, within the platform or beginning with https
     * @param party role of the party
     */
    public record Action(Label label, Label text, String href, String party) {}

    /**
     * What must be so before an official may approve, or a register is written to.
     *
     * @param value template of the fact
     * @param is the value that it must have
     * @param otherwise template of what is said if it has not
     */
    public record Need(String value, String is, String otherwise) {}

    /**
     * One line of a completed case's result: a label and the template of its value.
     *
     * @param party role of the one party that it is for; null if it is for all
     * @param type what its value is
     * @param speed that it says how fast the case was decided, and since when it counts; null if it says something else
     */
    public record Outcome(
            Label label,
            String value,
            @Nullable String party,
            ValueType type,
            @Nullable Speed speed) {
        public Outcome {
            type = ValueType.orText(type);
        }
    }

    /** Since when the time to a decision counts. */
    public enum Speed {
        /** Since what the decision rests on was registered. */
        REGISTRATION,
        /** Since the case was submitted. */
        SUBMISSION
    }

    private static <T> List<T> listOf(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <V> Map<String, V> mapOf(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
