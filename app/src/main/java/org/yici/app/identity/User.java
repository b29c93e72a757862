package org.yici.app.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in.
 *
 * @param username name of the account
 * @param displayName the person's name
 * @param roles what the account may do
 * @param department code of the department the account belongs to, null for an applicant
 * @param citizenId the person's citizen ID as proven at sign-in, null for staff
 */
public record User(
        String username,
        String displayName,
        Set<Role> roles,
        @Nullable String department,
        @Nullable String citizenId) {
    public User {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** How the ledger names the account as an actor. */
    public String actor() {
        return "account:" + username;
    }
}
