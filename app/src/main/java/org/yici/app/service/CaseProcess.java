package org.yici.app.service;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.expression.Expression;
import org.yici.app.expression.Wording;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/**
 * How an item's cases are worked on. The id of each element here is the id of the element of the BPMN process that does it.
 *
 * <p>What is computed is an {@link Expression} over the values of a case, which {@code CaseContext} lists; what is said is a text with places for
 * expressions.
 *
 * @param later ids of materials that only come to be while the case is worked on; they are consented to, but not retrieved, at first
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

    /** Nothing is worked on. */
    static final CaseProcess NONE = new CaseProcess(
            List.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(),
            List.of(), List.of(), null, null, List.of(), List.of());

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
     * @param that what must be so: only where it comes to false, the case is kept back
     * @param otherwise what is said then
     */
    public record Requirement(String field, Expression that, Expression otherwise) {}

    /** A label, its value, and what that is. */
    public record Line(Label label, Expression value, ValueType type) {
        public Line {
            type = ValueType.orText(type);
        }
    }

    /** A contract: its name and its text. */
    public record Contract(Label label, Wording text) {}

    /**
     * Something that a case is about and that no two live cases may be about, or should.
     *
     * @param label what it is, for people: {@code 要出售的不动产}
     * @param value nothing is claimed where it is null
     * @param scope cases of different items that claim the same value in the same scope exclude each other
     * @param mode what becomes of a second case
     */
    public record Claim(String id, Label label, Expression value, String scope, Mode mode) {
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
     * @param suggested the value that is suggested, or null
     */
    public record Input(ServiceItem.Field field, @Nullable Expression suggested) {}

    /**
     * What a step tells the departments after it: a label and its value; left out where that is null.
     *
     * @param own whether only the step's own department may read it; null if all may
     * @param type what its value is
     */
    public record Finding(
            Label label, Expression value, @Nullable Boolean own, ValueType type) {
        public Finding {
            type = ValueType.orText(type);
        }
    }

    /**
     * What must be so before an official may approve, or a register is written to.
     *
     * @param that what must be so: where it comes to false or is not known, nothing is approved or written
     * @param otherwise what is said then
     */
    public record Need(Expression that, Expression otherwise) {}

    /**
     * One line of a completed case's result: a label and its value.
     *
     * @param party role of the one party that it is for; null if it is for all
     * @param type what its value is
     * @param speed that it says how fast the case was decided, and since when it counts; null if it says something else
     */
    public record Outcome(
            Label label,
            Expression value,
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

    static <T> List<T> listOf(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static <V> Map<String, V> mapOf(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
