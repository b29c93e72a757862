package org.yici.app.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * A department's database as somebody defines it. Its parts are given one by one, never as a JDBC URL, for a URL can name classes to load.
 *
 * @param name {@code civil-affairs}; names the replication slot too
 * @param department code of the department
 * @param host name or address of the server
 * @param port 5432 if it is null
 * @param database name of the database
 * @param username account there
 * @param tls {@code verify-full} (also if it is null), {@code require} or {@code disable}, as PostgreSQL's sslmode
 */
record SourceDefinition(
        String name,
        String department,
        String host,
        @Nullable Integer port,
        String database,
        String username,
        @Nullable String tls) {
    private static final int POSTGRESQL = 5432;
    private static final Label NAME = Label.of("字母、数字和 _ . -", "letters, digits and _ . -");
    private static final Set<String> TLS = Set.of("verify-full", "require", "disable");

    /** @param key of the part */
    record Fault(String key, Label wanted) {
        Label text() {
            return Label.of("%s：请填写%s", "%s: give %s", key, wanted);
        }
    }

    /** What is wrong with the parts; empty if nothing is. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        expect(
                faults,
                "name",
                name,
                "[a-z][a-z0-9-]{0,40}",
                Label.of("小写字母、数字和连字符", "lower-case ASCII letters, digits and hyphens"));
        expect(
                faults,
                "department",
                department,
                "[a-z][a-z0-9-]{0,50}",
                Label.of("部门的代码", "the code of the department"));
        expect(
                faults,
                "host",
                host,
                "[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]",
                Label.of("主机名或地址", "a host name or address"));
        expect(faults, "database", database, "[\\p{L}\\p{N}_.-]{1,63}", NAME);
        expect(faults, "username", username, "[\\p{L}\\p{N}_.-]{1,63}", NAME);
        if (port != null && (port < 1 || port > 65_535)) {
            faults.add(new Fault("port", Label.of(" 1 到 65535 的数", "a number from 1 to 65535")));
        }
        if (tls != null && !TLS.contains(tls)) {
            faults.add(new Fault("tls", Label.of(" verify-full、require 或 disable", "verify-full, require or disable")));
        }
        return faults;
    }

    private static void expect(List<Fault> faults, String key, @Nullable String value, String form, Label wanted) {
        if (value == null || !value.matches(form)) {
            faults.add(new Fault(key, wanted));
        }
    }

    /** The JDBC URL; only of a definition without faults. */
    String url() {
        String mode = tls == null ? "verify-full" : tls;
        return "jdbc:postgresql://" + host + ":" + (port == null ? POSTGRESQL : port) + "/" + database + "?sslmode="
                + mode
                + (mode.equals("verify-full") ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" : "");
    }

    Collection.Source source() {
        return new Collection.Source(name, department, url(), "yici_" + name.replace('-', '_'), "yici");
    }
}
