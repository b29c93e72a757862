package org.yici.app.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;

/** Who may see and who may change definitions. */
final class DefinitionRights {
    private DefinitionRights() {}

    static boolean seesAll(User user) {
        return user.is(Role.OPERATOR) || user.is(Role.AUDITOR);
    }

    static boolean mayEdit(User user, @Nullable String department) {
        return user.is(Role.OPERATOR)
                || user.is(Role.STEWARD) && department != null && department.equals(user.department());
    }

    static void requireAuthor(User user) {
        if (!user.is(Role.OPERATOR) && !user.is(Role.STEWARD)) {
            throw new AccessDeniedException("Operators define, and stewards what is their department's");
        }
    }

    static void requireMayEdit(User user, @Nullable String department) {
        if (!mayEdit(user, department)) {
            throw new AccessDeniedException(
                    department == null
                            ? "Only operators may change this: it concerns other departments too, or belongs to none"
                            : "Your account may not change what is " + department + "'s");
        }
    }

    static String requireDepartment(User user) {
        if (!user.is(Role.STEWARD) || user.department() == null) {
            throw new AccessDeniedException("Stewards see what is their department's");
        }
        return user.department();
    }
}
