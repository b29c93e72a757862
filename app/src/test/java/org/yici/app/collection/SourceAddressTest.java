package org.yici.app.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "100.100.100.200",
                "192.0.0.192",
                "168.63.129.16",
                "fd00:ec2::254",
                "::ffff:100.100.100.200",
                "fe80::1",
                "224.0.0.1",
                "0.0.0.0",
                "::"
            })
    void noDatabaseIsWhereACloudOrAMachineKeepsItsOwnServices(String address) throws UnknownHostException {
        assertThat(SourceAddress.possible(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "100.100.100.201", "192.168.0.192", "fd00::254", "2001:db8::1"})
    void elsewhereADatabaseMayBe(String address) throws UnknownHostException {
        assertThat(SourceAddress.possible(InetAddress.getByName(address))).isTrue();
    }
}
