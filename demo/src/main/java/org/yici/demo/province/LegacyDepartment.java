package org.yici.demo.province;

import java.util.List;

/**
 * A department's own system.
 *
 * @param code the department's code
 * @param tables its tables
 */
record LegacyDepartment(String code, List<LegacyTable> tables) {
    /** Those of the province, in the order in which they are made. */
    static final List<LegacyDepartment> ALL = List.of(
            new LegacyDepartment("public-security", PeopleTables.publicSecurity()),
            new LegacyDepartment("civil-affairs", PeopleTables.civilAffairs()),
            new LegacyDepartment("housing", PropertyTables.housing()),
            new LegacyDepartment("natural-resources", PropertyTables.naturalResources()),
            new LegacyDepartment("tax", PropertyTables.tax()),
            new LegacyDepartment("human-resources", PeopleTables.humanResources()),
            new LegacyDepartment("market-regulation", BusinessTables.marketRegulation()),
            new LegacyDepartment("transport", BusinessTables.transport()));

    /** Name of its database and of the role that owns it. */
    String database() {
        return code.replace('-', '_');
    }
}
