package org.yici.app.web.apply;

import java.util.List;
import java.util.Locale;
import org.yici.app.web.cases.CaseView;

/** The pages of an application. The first party fills in; another party only checks and confirms. */
enum ApplyStep {
    CONSENT,
    CHECK,
    FILL,
    REVIEW,
    DONE;

    /** The steps of the bar for the party who looks at the case. */
    static List<ApplyStep> of(CaseView view) {
        return view.next() == CaseView.Next.CONFIRM
                ? List.of(CONSENT, CHECK, REVIEW)
                : List.of(CONSENT, CHECK, FILL, REVIEW);
    }

    static ApplyStep of(String path) {
        return valueOf(path.toUpperCase(Locale.ROOT));
    }

    /** Where somebody who comes back goes on. */
    static ApplyStep first(CaseView view) {
        return switch (view.next()) {
            case CONTINUE, CONFIRM -> view.consented() ? CHECK : CONSENT;
            case NOTHING, SUPPLEMENT, RENEW -> DONE;
        };
    }

    /** Whether the page can be shown now. */
    boolean opens(CaseView view) {
        return switch (view.next()) {
            case CONTINUE -> this == CONSENT || (this != DONE && view.consented());
            case CONFIRM -> this == CONSENT || ((this == CHECK || this == REVIEW) && view.consented());
            case NOTHING, SUPPLEMENT, RENEW -> this == DONE;
        };
    }

    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
