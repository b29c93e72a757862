package org.yici.app.casework.reading;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.expression.Expression;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ServiceItem;

/**
 * Who looks at a case. It is found once, and whatever shows something of a case asks it: nobody is an official because of being no party.
 * Whoever takes part does so before being an official, also where an account is both.
 */
public sealed interface Viewer {
    /** The kind of viewer that somebody is for a case as it stands now. */
    static Viewer of(User user, CaseFile file) {
        List<PartyRow> rows = file.partiesOf(user);
        boolean applicant = file.opener.citizenId().equals(user.citizenId());
        if (!rows.isEmpty() || applicant) {
            return applicant || file.state() != State.DRAFT ? new Party(rows, applicant) : new Nobody();
        }
        String department = user.department();
        return department != null && file.state() != State.DRAFT && worksOn(user, file.item)
                ? new Official(department, user.is(Role.APPROVER))
                : new Nobody();
    }

    /** Whether somebody is of a department that works on cases of an item. */
    static boolean worksOn(User user, ServiceItem item) {
        return (user.is(Role.CLERK) || user.is(Role.APPROVER))
                && user.department() != null
                && (item.department().equals(user.department())
                        || item.handling().tasks().stream()
                                .anyMatch(task -> task.department().equals(user.department())));
    }

    /**
     * Takes part.
     *
     * @param rows the roles in which the person takes part: mostly one
     * @param applicant whether the person began the case
     */
    record Party(List<PartyRow> rows, boolean applicant) implements Viewer {
        public boolean is(String role) {
            return rows.stream().anyMatch(row -> row.role().equals(role));
        }

        public boolean isSubject(UUID subject) {
            return rows.stream().anyMatch(row -> row.subject().equals(subject));
        }

        /**
         * Whether the person sees no more than itself and who named it: somebody of a household, and whoever has not consented and may be
         * the wrong person.
         */
        boolean isNarrow(ServiceItem item) {
            return !applicant
                    && rows.stream()
                            .allMatch(row -> row.consentedAt() == null
                                    || item.householdOf(row.role()).isPresent());
        }

        /** Whether the person named whoever has a role. */
        boolean isNamerOf(ServiceItem item, String role) {
            return item.householdOf(role).map(this::is).orElse(applicant);
        }

        /** Whether the person was named by whoever has a role. */
        boolean isNamedBy(ServiceItem item, String role) {
            String first = item.parties().getFirst().role();
            return rows.stream()
                    .anyMatch(row -> item.householdOf(row.role()).orElse(first).equals(role));
        }

        /** Whether the person belongs to the household of a role, or has that role. */
        boolean isInHouseholdOf(ServiceItem item, String namer) {
            return is(namer)
                    || rows.stream()
                            .flatMap(row -> item.householdOf(row.role()).stream())
                            .anyMatch(namer::equals);
        }
    }

    /** Works on it for a department. */
    record Official(String department, boolean approver) implements Viewer {
        /** Whether a step or a material of the department uses what a party, and not the applicant, filled in. */
        boolean uses(ServiceItem item, String field) {
            String name = Expression.name(field);
            return item.parties().stream()
                            .filter(party -> field.equals(party.role() + "_id") || field.equals(party.role() + "_name"))
                            .anyMatch(party -> usesDataOf(item, party.role()))
                    || expressions(item.handling())
                            .flatMap(expression -> expression.names().stream())
                            .anyMatch(Set.of("field." + name, "option." + name)::contains);
        }

        /** Whether the department retrieves something about a party. */
        boolean usesDataOf(ServiceItem item, String role) {
            return item.materials().stream()
                    .anyMatch(material -> material.party().equals(role) && department.equals(material.consumer()));
        }

        private Stream<Expression> expressions(CaseProcess handling) {
            Stream<Expression> decisions = handling.decisions().stream()
                    .filter(decision -> decision.department().equals(department))
                    .flatMap(decision -> Stream.concat(
                            decision.inputs().values().stream(),
                            decision.findings().stream().map(CaseProcess.Finding::value)));
            Stream<Expression> tasks = handling.tasks().stream()
                    .filter(task -> task.department().equals(department))
                    .flatMap(task -> Stream.concat(
                            task.findings().stream().map(CaseProcess.Finding::value),
                            task.inputs().stream().flatMap(input -> Stream.ofNullable(input.suggested()))));
            Stream<Expression> entries = handling.writeBacks().stream()
                    .filter(entry -> entry.department().equals(department))
                    .flatMap(entry -> entry.columns().values().stream());
            return Stream.concat(Stream.concat(decisions, tasks), entries);
        }
    }

    /** Takes no part, works on it for no department: is shown nothing, also as the answer to an act that the person could still do. */
    record Nobody() implements Viewer {}
}
