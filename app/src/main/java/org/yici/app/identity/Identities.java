package org.yici.app.identity;

import java.util.List;
import java.util.Optional;

/** Departments, accounts and departments' systems with their keys. */
public interface Identities {
    List<Department> departments();

    Optional<Department> department(String code);

    /** Creates or renames a department. */
    void register(Department department);

    /** Creates an account or changes it; the password is kept only as a salted hash. */
    void register(User user, String password);

    Optional<User> user(String username);

    /** The accounts of a department, by name. */
    List<User> ofDepartment(String code);

    /** The system that signs with a key, empty if the key is unknown or withdrawn. */
    Optional<DepartmentSystem> system(String keyId);

    /**
     * Registers a department's system with its key; doing it again changes nothing.
     *
     * @throws IllegalArgumentException if the system is another department's, or the key is registered otherwise
     */
    void register(DepartmentSystem system);
}
