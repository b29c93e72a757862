package org.yici.app.web;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.yici.app.PlatformTest;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.kernel.identifier.CitizenId;

/** Pages, as readers of each role ask for them. */
@PlatformTest
abstract class PagesScenario {
    static final String CITIZEN = "51160219850412118" + CitizenId.check("51160219850412118");
    static final String RAW = "511602198504121190";

    final MockMvc pages;
    final JdbcClient jdbc;
    final ApplicationContext platform;

    @LocalServerPort
    int port;

    PagesScenario(@Autowired MockMvc pages, @Autowired JdbcClient jdbc, @Autowired ApplicationContext platform) {
        this.pages = pages;
        this.jdbc = jdbc;
        this.platform = platform;
    }

    static RequestPostProcessor as(Role role) {
        String department = switch (role) {
            case APPLICANT -> null;
            case STEWARD -> "public-security";
            default -> "big-data";
        };
        return user(new SignedInUser(
                new User("t-" + role, "测试", Set.of(role), department, role == Role.APPLICANT ? CITIZEN : null), ""));
    }

    static User steward(String department) {
        return new User("steward-of-it", "管", Set.of(Role.STEWARD), department, null);
    }

    String htmlFor(User user, String path) throws Exception {
        return html(get(path).with(user(new SignedInUser(user, ""))));
    }

    String html(String path, @Nullable Role role) throws Exception {
        MockHttpServletRequestBuilder request = get(path);
        return html(role == null ? request : request.with(as(role)));
    }

    String html(MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
