package org.yici.app.definition;

import org.jspecify.annotations.Nullable;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

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
            throw new DefinitionDeniedException(Label.of(
                    "只有运维人员和数据管理员可以起草定义，数据管理员限于本部门的", "Operators define, and stewards what is their department's"));
        }
    }

    static void requireMayEdit(User user, @Nullable String department) {
        if (!mayEdit(user, department)) {
            throw new DefinitionDeniedException(
                    department == null
                            ? Label.of(
                                    "只有运维人员可以修改：它还涉及其他部门，或不属于任何部门",
                                    "Only operators may change this: it concerns other departments too, or belongs to none")
                            : Label.of("您的账户不能修改部门 %s 的内容", "Your account may not change what is %s's", department));
        }
    }

    static String requireDepartment(User user) {
        if (!user.is(Role.STEWARD) || user.department() == null) {
            throw new DefinitionDeniedException(Label.of("数据管理员只能查看本部门的定义", "Stewards see what is their department's"));
        }
        return user.department();
    }
}
