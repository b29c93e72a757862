package org.yici.demo.province;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** The statements that make its tables. */
    String tablesSql() {
        return Resources.text("legacy/" + database() + ".sql");
    }

    /** SHA-256 of {@link #tablesSql} and of what cases may fill in: a database that was made by others is another one. */
    String tablesDigest() {
        String made = tablesSql() + tables.stream().map(LegacyTable::writeBack).toList();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(made.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Name of its database and of the role that owns it. */
    String database() {
        return code.replace('-', '_');
    }
}
