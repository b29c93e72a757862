package org.yici.app.casework.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.FieldType;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ValueType;
import org.yici.kernel.resource.Label;

/** A case while somebody works on it: read under its row's lock, changed, written back in the same transaction. */
public final class CaseFile {
    /** What an applicant answers to a request for supplement, beside the item's own fields. */
    public static final String ANSWER = "supplement";

    /** Begins the names of the values that tell when a task was approved. */
    public static final String APPROVED = "approved.";

    static final ServiceItem.Field ANSWER_FIELD = new ServiceItem.Field(
            ANSWER,
            new Label("补正说明", "Answer to the request"),
            new Label("不修改内容时必填", "Needed if nothing else is changed"),
            FieldType.TEXT,
            false,
            List.of());

    /** In which states a party may consent. */
    public static final State[] CONSENTABLE = {
        State.DRAFT,
        State.AWAITING_PARTY,
        State.AWAITING_DATA,
        State.SUBMITTED,
        State.SUPPLEMENT,
        State.IN_PROGRESS,
        State.REGISTERING,
        State.STOPPED
    };

    public final String number;
    public final ServiceItem item;
    public final Opener opener;
    public final Instant openedAt;
    public final Map<String, String> fields = new LinkedHashMap<>();
    /** What steps brought, by names such as {@code task.assess-tax.tax}; also which text each party agreed to, and who did what. */
    public final Map<String, String> stepValues = new LinkedHashMap<>();

    public final List<Line> result = new ArrayList<>();
    public final List<PartyRow> parties = new ArrayList<>();
    public final Map<String, EvidenceRow> evidence = new LinkedHashMap<>();
    final List<EvidenceRow> retrievedAnew = new ArrayList<>();
    final List<String> voided = new ArrayList<>();

    @Nullable
    public Label reason;

    @Nullable
    public State resumesAt;

    @Nullable
    public String process;

    @Nullable
    public Instant submittedAt;

    @Nullable
    public Instant acceptedAt;

    @Nullable
    public Instant closedAt;

    /** How often the case had been saved when it was read. */
    public long version;

    public final List<ChangeRow> changes = new ArrayList<>();

    @Nullable
    public State stoppedIn;

    private State state;

    public CaseFile(String number, ServiceItem item, Opener opener, Instant openedAt, State state) {
        this.number = number;
        this.item = item;
        this.opener = opener;
        this.openedAt = openedAt;
        this.state = state;
    }

    /** Who began the case; for a company, who acts for it. */
    public record Opener(String citizenId, String account, String name) {}

    /**
     * A line of the result.
     *
     * @param party role of the one party that it is for, or null
     * @param step id of the step that brought it, or null
     */
    public record Line(
            Label label,
            String value,
            @Nullable String party,
            @Nullable ValueType type,
            @Nullable String step,
            CaseProcess.@Nullable Speed speed) {}

    public State state() {
        return state;
    }

    public void move(Lifecycle.Event event) {
        state = Lifecycle.next(number, state, event);
    }

    public void require(State... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw new IllegalCaseStateException("Case " + number + " is " + state + "; this needs " + List.of(allowed));
        }
    }

    /** Whether a party may consent as it stands. */
    public boolean takesConsent() {
        return List.of(CONSENTABLE).contains(state);
    }

    /** The parties that the user is or acts for: one, or more where somebody takes part in several roles. */
    public List<PartyRow> partiesOf(User user) {
        return parties.stream()
                .filter(party -> party.company()
                        ? opener.citizenId().equals(user.citizenId())
                        : party.identifier().equals(user.citizenId()))
                .toList();
    }

    public List<PartyRow> requireParties(User user) {
        List<PartyRow> found = partiesOf(user);
        if (found.isEmpty()) {
            throw new NotAllowedException("Only a party of case " + number + " may do this");
        }
        return found;
    }

    public boolean isApplicant(User user) {
        return opener.citizenId().equals(user.citizenId());
    }

    public void requireApplicant(User user) {
        if (!isApplicant(user)) {
            throw new NotAllowedException("Only the applicant of case " + number + " may do this");
        }
    }

    /** Whether a department has approved a part of it, which rests on what it is now. */
    public boolean isPartlyApproved() {
        return stepValues.keySet().stream().anyMatch(name -> name.startsWith(APPROVED));
    }

    public boolean has(String role) {
        return parties.stream().anyMatch(party -> party.role().equals(role));
    }

    public PartyRow party(String role) {
        return parties.stream()
                .filter(party -> party.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Case " + number + " has no party " + role + " yet"));
    }

    public void put(PartyRow changed) {
        parties.removeIf(party -> party.role().equals(changed.role()));
        parties.add(changed);
        parties.sort((one, other) -> Integer.compare(one.ordinal(), other.ordinal()));
    }

    public void keep(EvidenceRow retrieved) {
        evidence.put(retrieved.material(), retrieved);
        retrievedAnew.add(retrieved);
    }

    /** Everything that was retrieved about a party is void. */
    public void forget(String role) {
        for (ServiceItem.Material material : item.materials()) {
            if (material.party().equals(role) && evidence.remove(material.id()) != null) {
                voided.add(material.id());
            }
        }
        retrievedAnew.removeIf(retrieved -> voided.contains(retrieved.material()));
    }

    /** The record of a material that counts for this case. */
    public Optional<EvidenceRow.EvidenceRecord> record(String material) {
        return Optional.ofNullable(evidence.get(material))
                .flatMap(retrieved -> retrieved.record(item.handling(), fields));
    }

    /**
     * The applicant's fields; a choice among records has the records that were retrieved as its options, and who was asked for a supplement may
     * also answer in words.
     */
    public List<ServiceItem.Field> form() {
        List<ServiceItem.Field> form = new ArrayList<>();
        for (ServiceItem.Field field : item.fields()) {
            if (field.party() != null) {
                continue;
            }
            CaseProcess.Source source = item.handling().prefill().get(field.name());
            form.add(source == null || field.type() != FieldType.CHOICE ? field : choice(field, source));
        }
        if (state == State.SUPPLEMENT) {
            form.add(ANSWER_FIELD);
        }
        return form;
    }

    private ServiceItem.Field choice(ServiceItem.Field field, CaseProcess.Source source) {
        List<ServiceItem.Option> options = candidates(source).stream()
                .filter(retrieved -> retrieved.values().containsKey(source.item()))
                .map(retrieved -> new ServiceItem.Option(
                        retrieved.values().get(source.item()), Words.same(describe(retrieved, source.item()))))
                .toList();
        return new ServiceItem.Field(
                field.name(), field.label(), field.hint(), field.type(), field.required(), options);
    }

    private List<EvidenceRow.EvidenceRecord> candidates(CaseProcess.Source source) {
        EvidenceRow retrieved = evidence.get(source.material());
        return retrieved == null
                ? List.of()
                : retrieved.records().stream()
                        .filter(row -> row.has(source.where()))
                        .toList();
    }

    private static String describe(EvidenceRow.EvidenceRecord retrieved, String item) {
        String address = retrieved.values().get("address");
        String value = retrieved.values().getOrDefault(item, "");
        return address == null ? value : value + " " + address;
    }

    /** Takes over what the applicant filled in; what other parties filled in stays. */
    public void fillIn(Map<String, String> values) {
        fields.keySet()
                .removeIf(name -> item.field(name).map(ServiceItem.Field::party).isEmpty());
        fields.putAll(values);
    }

    /** Fills empty fields from the evidence where there is no doubt which record is meant. */
    public void prefill() {
        item.handling().prefill().forEach((field, source) -> {
            List<EvidenceRow.EvidenceRecord> candidates = candidates(source);
            if (!fields.containsKey(field) && candidates.size() == 1) {
                String value = candidates.getFirst().values().get(source.item());
                if (value != null) {
                    fields.put(field, value);
                }
            }
        });
    }
}
