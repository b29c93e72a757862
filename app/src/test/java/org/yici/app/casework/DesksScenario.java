package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.yici.app.casework.TestProvince.map;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** Officials of departments at their desks. */
abstract class DesksScenario extends CaseScenario {
    private static final AtomicInteger SERIAL = new AtomicInteger();

    final MockMvc web;

    DesksScenario(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
    }

    String shown(User official, String path) throws Exception {
        Matcher shown = Pattern.compile("name=\"shown\" value=\"([^\"]+)\"").matcher(body(official, path));
        assertThat(shown.find()).isTrue();
        return shown.group(1);
    }

    User official(String family, Role role, String department) {
        int serial = SERIAL.incrementAndGet();
        User user = new User("desk-" + serial, family + "经办" + serial, Set.of(role), department, null);
        platform.getBean(Identities.class).register(user, "a password of a test");
        return user;
    }

    long leaves(String number, String kind) {
        // An act that is tried again leaves a leaf that is voided.
        return jdbc.sql(
                        "select count(*) from ledger.leaf l where case_number = ? and kind = ? and not exists"
                                + " (select from ledger.leaf v where v.kind = 'VOID' and v.entry like '%\"voids\":\"' || l.index || '\"%')")
                .params(number, kind)
                .query(Long.class)
                .single();
    }

    String body(User reader, String path) throws Exception {
        return web.perform(get(java.net.URI.create(path)).with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    MockHttpServletResponse post(User actor, String path, String... form) throws Exception {
        var request = MockMvcRequestBuilders.post(path).with(csrf()).with(user(new SignedInUser(actor, "")));
        map(form).forEach(request::param);
        return web.perform(request).andReturn().getResponse();
    }
}
