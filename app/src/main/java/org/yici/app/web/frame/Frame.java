package org.yici.app.web.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;

/**
 * What every page shows around its content.
 *
 * @param user who is signed in, or null
 * @param english whether the page is in English; else it is in Chinese
 * @param elder whether the reader wants fewer and larger things
 * @param links the navigation that the user's roles open
 * @param languageLink the same page in the other language
 * @param elderLink the same page in the other view
 */
public record Frame(
        @Nullable User user, boolean english, boolean elder, List<Link> links, String languageLink, String elderLink) {

    /** Whether somebody with a role is signed in. */
    public boolean has(String role) {
        return user != null && user.is(Role.valueOf(role));
    }

    /**
     * One entry of the navigation.
     *
     * @param key message key of its text
     */
    record Link(String path, String key, boolean current) {}
}
