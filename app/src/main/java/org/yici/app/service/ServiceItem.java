package org.yici.app.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * A public service that somebody can apply for (CPSV-AP: public service; GB/T 39554.1: service item).
 *
 * @param slug ASCII name in URLs: {@code house-sale}
 * @param code implementation code as the province's list gives it
 * @param label its name
 * @param department code of the department that answers for it
 * @param process key of its BPMN process
 * @param guide what its guide page says
 * @param parties who takes part, the applicant first
 * @param materials what the law asks for, and where each comes from
 * @param fields what an applicant still fills in
 * @param handling how its cases are worked on: the elements that its process and rules refer to
 * @param types of which type the values of its cases are; not declared, but found when it is published
 * @param edition which of its editions this is; not declared, but given when it is published, 0 before
 */
public record ServiceItem(
        String slug,
        String code,
        Label label,
        String department,
        String process,
        Guide guide,
        List<Party> parties,
        List<Material> materials,
        List<Field> fields,
        CaseProcess handling,
        ValueTypes types,
        int edition) {
    public ServiceItem {
        parties = List.copyOf(parties);
        materials = List.copyOf(materials);
        fields = List.copyOf(fields);
        handling = handling == null ? CaseProcess.NONE : handling;
        types = types == null ? ValueTypes.NONE : types;
    }

    /** An item as it is declared. */
    @JsonCreator
    public ServiceItem(
            String slug,
            String code,
            Label label,
            String department,
            String process,
            Guide guide,
            List<Party> parties,
            List<Material> materials,
            List<Field> fields,
            CaseProcess handling) {
        this(slug, code, label, department, process, guide, parties, materials, fields, handling, ValueTypes.NONE, 0);
    }

    ServiceItem published(ValueTypes found, int number) {
        return new ServiceItem(
                slug, code, label, department, process, guide, parties, materials, fields, handling, found, number);
    }

    /** A name of this edition that no other edition and item has: {@code house-sale#2}. */
    public String editionName() {
        return slug + "#" + edition;
    }

    /** Codes of all departments that act in its cases, are written to, or whose rights to read are used. */
    public Set<String> departments() {
        Set<String> codes = new TreeSet<>(Set.of(department));
        handling.tasks().forEach(task -> codes.add(task.department()));
        handling.decisions().forEach(decision -> codes.add(decision.department()));
        handling.writeBacks().forEach(target -> codes.add(target.department()));
        materials.stream().map(Material::consumer).filter(Objects::nonNull).forEach(codes::add);
        if (handling.identity() != null) {
            codes.add(handling.identity().consumer());
        }
        return codes;
    }

    /** Whether a rule's outcome decides a case at once (秒批): nobody accepts it first, and people only take what the rule leaves open. */
    public boolean isDecidedByRules() {
        return handling.decisions().stream().anyMatch(Decision::decides)
                && handling.tasks().stream().noneMatch(CaseProcess.UserTask::accepts);
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The fields that a party fills in when it confirms. */
    public List<Field> fieldsOf(String role) {
        return fields.stream().filter(field -> role.equals(field.party())).toList();
    }

    /**
     * The party of whose household another one is: the one that names it when it confirms. Such a party consents to the use of its
     * data and agrees to nothing else, and the parties beside it and its namer do not learn of it.
     */
    public Optional<String> householdOf(String role) {
        return field(role + "_id").map(Field::party);
    }

    public Optional<Party> party(String role) {
        return parties.stream().filter(party -> party.role().equals(role)).findFirst();
    }

    /** The same item with other fields, such as choices that only a case knows. */
    public ServiceItem withFields(List<Field> others) {
        return new ServiceItem(
                slug, code, label, department, process, guide, parties, materials, others, handling, types, edition);
    }

    public Optional<Material> material(String id) {
        return materials.stream().filter(material -> material.id().equals(id)).findFirst();
    }

    /**
     * A role in a case.
     *
     * @param role {@code seller}
     * @param label {@code 卖方}
     * @param company whether the party is a legal entity, named by its credit code, for which the applicant acts
     * @param optional whether a case may be without it; the handling says when it is needed
     */
    public record Party(
            String role,
            Label label,
            boolean company,
            @Nullable Boolean optional) {
        /** A party of every case. */
        public Party(String role, Label label, boolean company) {
            this(role, label, company, null);
        }

        /** Whether a case may be without this party. */
        public boolean isOptional() {
            return Boolean.TRUE.equals(optional);
        }
    }

    /**
     * What a guide page says.
     *
     * @param audience who may apply
     * @param promisedMinutes promised time
     * @param statutoryDays statutory time in working days
     * @param visits number of visits to a hall
     * @param fee what it costs
     * @param basis legal basis
     * @param place where the hall is
     * @param phone complaint line
     * @param steps the flow
     * @param questions frequent questions with their answers
     * @param formsBefore how many papers the item asked for before data was shared
     * @param teaser how the home page tells of it, or null: by its name and steps alone
     */
    public record Guide(
            Label audience,
            int promisedMinutes,
            int statutoryDays,
            int visits,
            Label fee,
            Label basis,
            Label place,
            String phone,
            List<Label> steps,
            List<Question> questions,
            int formsBefore,
            @Nullable Teaser teaser) {}

    /**
     * What the home page says beside the item.
     *
     * @param kicker what kind of service it is, in a few words
     */
    public record Teaser(Label kicker, Label title, Label text) {}

    public record Question(Label question, Label answer) {}

    /**
     * One material (evidence type) that the item asks for.
     *
     * @param id {@code title}
     * @param label its name
     * @param supply where it comes from
     * @param party role of the party it is about
     * @param resource code of the resource that holds it, null for an upload
     * @param consumer code of the department that uses it: the grant's holder
     * @param items items that are retrieved
     * @param expires name of the item, a date, after which a record no longer counts; null if records do not expire
     * @param mayChange changes of an item's value that a case outlives: what is not declared here stops it
     */
    public record Material(
            String id,
            Label label,
            Supply supply,
            String party,
            @Nullable String resource,
            @Nullable String consumer,
            List<String> items,
            @Nullable String expires,
            List<Move> mayChange) {
        public Material {
            items = items == null ? List.of() : List.copyOf(items);
            mayChange = mayChange == null ? List.of() : List.copyOf(mayChange);
        }

        /** A material whose records do not expire and may not change. */
        public Material(
                String id,
                Label label,
                Supply supply,
                String party,
                @Nullable String resource,
                @Nullable String consumer,
                List<String> items) {
            this(id, label, supply, party, resource, consumer, items, null, List.of());
        }

        /** Whether an item's value may rightly become another one while a case rests on it. */
        public boolean mayMove(String item, @Nullable String from, @Nullable String to) {
            return from != null && to != null && mayChange.contains(new Move(item, from, to));
        }
    }

    /**
     * A change that is in order while a case is worked on, such as that of a tax that is paid: one way, between these values only.
     *
     * @param item name of an item of the material
     * @param from value before, as the registry holds it: {@code assessed}
     * @param to value after: {@code paid}
     */
    public record Move(String item, String from, String to) {}

    /** Where a material comes from. */
    public enum Supply {
        /** Waived: nobody needs it any more (免交). */
        WAIVED,
        /** Retrieved through the exchange (共享). */
        SHARED,
        /** The applicant uploads it (需上传). */
        UPLOAD
    }

    /**
     * A field of the form.
     *
     * @param name {@code price}
     * @param type how it is read and checked
     * @param hint what to enter, or null
     * @param options values of a CHOICE with their labels
     * @param party role of the party that fills it in when it confirms, unseen by the other parties; null for the applicant's own
     */
    public record Field(
            String name,
            Label label,
            @Nullable Label hint,
            FieldType type,
            boolean required,
            List<Option> options,
            @Nullable String party) {
        public Field {
            options = options == null ? List.of() : List.copyOf(options);
        }

        /** A field that the applicant fills in. */
        public Field(
                String name,
                Label label,
                @Nullable Label hint,
                FieldType type,
                boolean required,
                List<Option> options) {
            this(name, label, hint, type, required, options, null);
        }
    }

    public record Option(String value, Label label) {}
}
