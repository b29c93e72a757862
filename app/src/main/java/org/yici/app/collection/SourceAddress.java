package org.yici.app.collection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import org.yici.kernel.resource.Label;

/** Where a department's database can be: nowhere that a machine or a cloud keeps services of its own. */
final class SourceAddress {
    /**
     * At which clouds tell their machines secrets, beside link-local addresses: Alibaba Cloud, Oracle Cloud, Azure, AWS by IPv6. As
     * their documents name them.
     */
    private static final Set<String> CLOUD =
            Set.of("100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2:0:0:0:0:0:254");

    private SourceAddress() {}

    /**
     * @throws SourceAwayException if one of the host's addresses is none that a database can have
     * @throws SQLException if the name is unknown
     */
    static void require(String host) throws SQLException {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!possible(address)) {
                    throw new SourceAwayException(Label.of(
                            "%s 的地址不能是部门数据库的地址",
                            "The address of %s is none that a department's database can have", host));
                }
            }
        } catch (UnknownHostException e) {
            throw new SQLException("The name " + host + " is unknown", e);
        }
    }

    static boolean possible(InetAddress address) {
        return !address.isLinkLocalAddress()
                && !address.isMulticastAddress()
                && !address.isAnyLocalAddress()
                && !CLOUD.contains(address.getHostAddress());
    }
}
