package org.yici.app.casework.work;

import org.springframework.stereotype.Component;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.UnavailableException;
import org.yici.app.casework.evidence.Representation;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.reading.CaseReader;
import org.yici.app.identity.User;

/** To whom cases are open: to who may see them; whoever acts for a company must still represent it. */
@Component
class CaseAccess {
    private final CaseStore cases;
    private final CaseReader reader;
    private final Representation representation;

    CaseAccess(CaseStore cases, CaseReader reader, Representation representation) {
        this.cases = cases;
        this.reader = reader;
        this.representation = representation;
    }

    /**
     * A case under its lock, for somebody who will do something with it.
     *
     * @throws NotAllowedException if the user may not see it
     */
    CaseFile open(User user, String number) {
        CaseFile file = cases.lock(number);
        if (!CaseReader.maySee(user, file)) {
            throw NotAllowedException.unknownCase(number);
        }
        reader.requireSeen(user, file);
        if (actsForCompany(user, file)) {
            representation.require(file);
        }
        return file;
    }

    boolean maySee(User user, CaseFile file) {
        return CaseReader.maySee(user, file) && (!actsForCompany(user, file) || representation.stands(file));
    }

    /** The other cases are listed, whatever cannot be asked about one. */
    boolean mayList(User user, CaseFile file) {
        try {
            return maySee(user, file);
        } catch (UnavailableException e) {
            return false;
        }
    }

    private static boolean actsForCompany(User user, CaseFile file) {
        return Representation.isNeeded(file) && file.opener.citizenId().equals(user.citizenId());
    }
}
