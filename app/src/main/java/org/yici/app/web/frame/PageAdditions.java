package org.yici.app.web.frame;

import java.util.Set;

/**
 * What an installation adds to the platform's own pages, as a bean: fragments of a template of its own at the places that the pages leave
 * for that.
 */
public interface PageAdditions {
    /** The template; it has a fragment of each place's name. */
    String template();

    /** Where something is added. */
    Set<Place> places();

    /** What the platform's pages leave room for; the fragment's name is in lower case, with a hyphen. */
    enum Place {
        /** Beside the form in which people sign in. */
        SIGN_IN,
        /** Above a form's own fields ({@code form}), in which others may have to be named. */
        NAMING,
        /** Where the operator is told that nothing arrives. */
        IDLE,
        /** The last line of every page. */
        FOOTER
    }
}
