package org.yici.app.web.frame;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.Inbox;
import org.yici.app.store.SiteProperties;

/**
 * What every page shows around its content.
 *
 * @param user who is signed in, or null
 * @param english whether the page is in English; else it is in Chinese
 * @param elder whether the reader wants fewer and larger things
 * @param links the navigation that the user's roles open
 * @param inbox counts what waits for the user, if the page shows its head; null if that cannot be told
 * @param languageLink the same page in the other language
 * @param elderLink the same page in the other view
 */
public record Frame(
        @Nullable User user,
        boolean english,
        boolean elder,
        SiteProperties.@Nullable Region region,
        List<Link> links,
        Supplier<Inbox.@Nullable Count> inbox,
        String languageLink,
        String elderLink) {

    /** What waits for the user; null for whoever is not signed in. */
    public Inbox.@Nullable Count getCount() {
        return inbox.get();
    }

    /** Whose platform it is, null if nobody said so. */
    public @Nullable String getRegionName() {
        return region == null ? null : region.in(english);
    }

    public @Nullable String getRegionShort() {
        return region == null ? null : region.shortIn(english);
    }

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
