package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yici.app.PlatformTest;
import org.yici.app.api.Doors.Door;

/** Addresses end up in logs, so nobody's identifier and nothing secret stands in one. */
@PlatformTest
class AddressesTest {
    private static final Pattern PERSONAL =
            Pattern.compile("(?i).*(citizen|subject|id_?no|identity|phone|password|secret|key$).*");

    /** The id of a system's key, which is public. */
    private static final Set<String> PUBLIC = Set.of("keyId");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void noAddressHasAPlaceForAnIdentifier() {
        Set<String> found = new TreeSet<>();
        for (Door door : Doors.in(mappings)) {
            Set<String> places = new TreeSet<>(door.variables());
            if (door.method() == HttpMethod.GET && door.handler() != null) {
                places.addAll(door.names(RequestParam.class));
            }
            places.removeAll(PUBLIC);
            places.removeIf(place -> !PERSONAL.matcher(place).matches());
            places.forEach(place -> found.add(door.path() + " " + place));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aCallDoesNotPrintWhomItIsAbout() {
        Call call = new Call(
                "GA5100/000001", "purpose", "511602199003070012", List.of(), Map.of("name", "王小芳"), null, null, null);
        assertThat(call.toString()).doesNotContain("511602199003070012", "王小芳");
    }
}
