package org.yici.app.casework.intake;

import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.yici.app.casework.TooManyDraftsException;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.identity.User;
import org.yici.app.service.ServiceItem;

/** Bounds how many drafts of one service item a person has, with the cases that wait for first data: each is looked after. */
@Component
class Drafts {
    private final CaseStore cases;
    private final int most;

    Drafts(CaseStore cases, Environment environment) {
        this.cases = cases;
        this.most = environment.getProperty("yici.casework.drafts-per-item", Integer.class, 10);
    }

    /**
     * Requires that one more is within the bound; of two at once of the same person the second waits for the first's transaction.
     *
     * @throws TooManyDraftsException if it is not
     */
    void require(User user, ServiceItem item) {
        List<String> drafts = cases.lockDraftsOf(String.valueOf(user.citizenId()), item.slug());
        if (drafts.size() >= most) {
            throw new TooManyDraftsException(drafts);
        }
    }
}
