package org.yici.app.web.frame;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;

/** Who may open a page. Whoever is not signed in is led to the sign-in page, whoever lacks the role to the error page 403. */
public final class Access {
    private Access() {}

    /**
     * @return the user, who has at least one of the roles
     * @throws AccessDeniedException if nobody is signed in or the account has none of the roles
     */
    public static User require(@Nullable User user, Role... roles) {
        if (user == null || Arrays.stream(roles).noneMatch(user::is)) {
            throw new AccessDeniedException("The page needs one of the roles " + Arrays.toString(roles));
        }
        return user;
    }
}
