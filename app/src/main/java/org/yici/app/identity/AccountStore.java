package org.yici.app.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccountStore {
    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Account(User user, String passwordHash) {
        @Override
        public String toString() {
            return String.valueOf(user);
        }
    }

    Optional<Account> find(String username) {
        return jdbc.sql("select * from identity.account where username = :username")
                .param("username", username)
                .query((row, n) -> read(row))
                .optional();
    }

    List<User> ofDepartment(String department) {
        return jdbc.sql("select * from identity.account where department = :department order by display_name, username")
                .param("department", department)
                .query((row, n) -> read(row).user())
                .list();
    }

    boolean hasOne(Role role) {
        return jdbc.sql("select exists (select 1 from identity.account where :role = any (roles))")
                .param("role", role.name())
                .query(Boolean.class)
                .single();
    }

    void save(User user, String passwordHash) {
        jdbc.sql("""
                insert into identity.account (username, display_name, roles, department, citizen_id, password_hash)
                values (:username, :name, string_to_array(:roles, ','), :department, :citizen, :hash)
                on conflict (username) do update
                set display_name = excluded.display_name, roles = excluded.roles, department = excluded.department,
                    citizen_id = excluded.citizen_id, password_hash = excluded.password_hash""")
                .param("username", user.username())
                .param("name", user.displayName())
                .param("roles", user.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")))
                .param("department", user.department())
                .param("citizen", user.citizenId())
                .param("hash", passwordHash)
                .update();
    }

    private static Account read(ResultSet row) throws SQLException {
        String[] roles = (String[]) row.getArray("roles").getArray();
        Set<Role> set = Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toSet());
        return new Account(
                new User(
                        row.getString("username"),
                        row.getString("display_name"),
                        set,
                        row.getString("department"),
                        row.getString("citizen_id")),
                row.getString("password_hash"));
    }
}
