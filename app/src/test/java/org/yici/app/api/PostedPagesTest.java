package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yici.app.PlatformTest;
import org.yici.app.api.Doors.Door;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** What a form answers has an address that a reload or a bookmark opens all the same. */
@PlatformTest
class PostedPagesTest {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void whoeverOpensTheAddressOfAFormIsTakenToThePageAboveIt() throws Exception {
        List<Door> doors = Doors.in(requestMappingHandlerMapping);
        Set<String> opened = doors.stream()
                .filter(door -> door.method() == HttpMethod.GET)
                .map(Door::path)
                .collect(Collectors.toSet());
        TreeMap<String, String> answers = new TreeMap<>();
        for (Door door : doors) {
            if (door.method() == HttpMethod.POST && isPage(door.path()) && !opened.contains(door.path())) {
                String path = door.path().replaceAll("\\{[^}]*}", "1");
                MockHttpServletResponse answer = mvc.perform(
                                get(path).accept(MediaType.TEXT_HTML).with(everybody()))
                        .andReturn()
                        .getResponse();
                answers.put(path, Objects.requireNonNullElse(answer.getRedirectedUrl(), "" + answer.getStatus()));
            }
        }
        // Of some the address is one of a page too, whose case is not there.
        assertThat(answers)
                .hasSizeGreaterThan(30)
                .allSatisfy((path, to) ->
                        assertThat(path).matches(address -> to.equals("404") || address.startsWith(to + "/"), to));
        assertThat(answers)
                .containsEntry("/operator/definitions/resource/1/dry-run", "/operator/definitions/resource/1");
        assertThat(mvc.perform(get("/tasks/1/claim").with(everybody()))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .as("a program is told what is wrong")
                .isEqualTo(405);
    }

    private static boolean isPage(String path) {
        return !path.startsWith("/api/");
    }

    private static RequestPostProcessor everybody() {
        return user(new SignedInUser(new User("posted", "测试", Set.of(Role.values()), "big-data", null), ""));
    }
}
