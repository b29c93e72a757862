package org.yici.app.identity;

import java.util.List;
import java.util.Optional;

/** Departments, accounts and departments' systems with their keys. */
public interface Identities {
    /** The departments in force, by code. */
    List<Department> departments();

    /** A department, be it withdrawn: what it did once still bears its name. */
    Optional<Department> department(String code);

    /** Creates a department, changes it, or puts it in force again. */
    void register(Department department);

    /** Takes a department that nobody uses out of force. */
    void withdraw(String department);

    /** Names of a department's systems that have a valid key. */
    List<String> systemsOf(String department);

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
