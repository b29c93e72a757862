package org.yici.app.casework.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.Words;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.InvalidFieldsException;

/** Tells an applicant, as soon as a draft's form is filled in, all that would keep the case from being handed in. */
@Component
public class FormCheck {
    private final CaseStore cases;
    private final Naming naming;
    private final TransactionTemplate transaction;

    FormCheck(CaseStore cases, Naming naming, TransactionTemplate transaction) {
        this.cases = cases;
        this.naming = naming;
        this.transaction = transaction;
    }

    /** Field name to the message key of what is wrong with the draft's fields, or the text that its service item has for it. */
    public Map<String, String> faults(User user, CaseFile file) {
        file.require(State.DRAFT);
        Map<String, String> faults = new LinkedHashMap<>();
        try {
            Map<String, String> values = FieldChecks.check(file.form(), file.fields);
            require(file);
            naming.compare(user, file, values);
        } catch (InvalidFieldsException e) {
            faults.putAll(e.faults());
        }
        // What was found right need not be asked again when the case is handed in.
        transaction.executeWithoutResult(status -> {
            CaseFile now = cases.lock(file.number);
            if (now.version == file.version && TypedIdentities.adopt(now, file)) {
                cases.save(now);
            }
        });
        return faults;
    }

    /**
     * Requires what the item declares of what a case is about.
     *
     * @throws InvalidFieldsException if it is not so; what is not known is left to those who examine it
     */
    static void require(CaseFile file) {
        CaseContext context = new CaseContext(file);
        Map<String, String> faults = new LinkedHashMap<>();
        for (CaseProcess.Requirement requirement : file.item.handling().requirements()) {
            if (Boolean.FALSE.equals(context.evaluate(requirement.that()))) {
                faults.putIfAbsent(requirement.field(), Words.of(context.text(requirement.otherwise())));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidFieldsException(faults);
        }
    }
}
