package org.yici.app.identity;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.kernel.resource.Label;

@Repository
class DepartmentStore {
    private static final RowMapper<Department> ROW = (row, n) -> new Department(
            row.getString("code"),
            new Label(row.getString("name_zh"), row.getString("name_en")),
            row.getString("credit_code"),
            row.getString("parent"));

    private final JdbcClient jdbc;

    DepartmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Department> all() {
        return jdbc.sql("select * from identity.department where withdrawn_at is null order by code")
                .query(ROW)
                .list();
    }

    Optional<Department> find(String code) {
        return jdbc.sql("select * from identity.department where code = :code")
                .param("code", code)
                .query(ROW)
                .optional();
    }

    void save(Department department) {
        jdbc.sql("""
                insert into identity.department (code, name_zh, name_en, credit_code, parent)
                values (:code, :zh, :en, :credit, :parent)
                on conflict (code) do update
                set name_zh = excluded.name_zh, name_en = excluded.name_en, credit_code = excluded.credit_code,
                    parent = excluded.parent, withdrawn_at = null""")
                .param("code", department.code())
                .param("zh", department.label().zh())
                .param("en", department.label().en())
                .param("credit", department.creditCode())
                .param("parent", department.parent())
                .update();
    }

    void withdraw(String code) {
        jdbc.sql("update identity.department set withdrawn_at = now() where code = ?")
                .param(code)
                .update();
    }
}
