package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yici.app.PlatformTest;
import org.yici.app.api.Doors.Door;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.kernel.identifier.CitizenId;

/** Every page and API that there is, whoever wrote it and whenever, is given what nobody should send. */
@PlatformTest
class HostileInputTest {
    private static final String CITIZEN = "51160219850412118" + CitizenId.check("51160219850412118");
    private static final List<String> VALUES = List.of(
            "\0",
            "a\0b",
            "\u0007",
            "\ud800",
            "\udc00x",
            "\uffff",
            "\u202e",
            "🙂",
            "",
            " ",
            "-1",
            "-2147483648",
            "2147483647",
            "999999999999",
            "99999999999999999999999999",
            "1e999",
            "NaN",
            "true",
            "%00",
            "%ff",
            "../../x",
            "'\"<>&;--",
            "${7*7}#{7*7}",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(5_000));

    @Autowired
    private MockMvc mvc;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private static RequestPostProcessor[] callers() {
        return new RequestPostProcessor[] {request -> request, everybody()};
    }

    /** An account that has every role, and so gets behind every door. */
    private static RequestPostProcessor everybody() {
        return user(new SignedInUser(new User("noise", "测试", Set.of(Role.values()), "big-data", CITIZEN), ""));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void noPathParameterOrFormFieldIsAnErrorOfOurs(RequestPostProcessor caller) throws Exception {
        Set<String> failures = new TreeSet<>();
        try (LogSpy log = new LogSpy()) {
            for (Door door : Doors.in(requestMappingHandlerMapping)) {
                for (String name : door.names(PathVariable.class)) {
                    for (String value : VALUES) {
                        send(door, Map.of(name, value), Map.of(), caller, failures);
                    }
                }
                for (String name : door.names(RequestParam.class)) {
                    for (String value : VALUES) {
                        send(door, Map.of(), Map.of(name, value), caller, failures);
                    }
                }
                // What a door does not ask for is read by what stands before all doors.
                for (String value : List.of("a\0b", "\ud800", "-1", "%ff", "x".repeat(5_000))) {
                    send(door, Map.of(), Map.of("anything", value), caller, failures);
                }
            }
            assertThat(failures).isEmpty();
            assertThat(log.troubles()).isEmpty();
        }
    }

    @Test
    void noBodyIsAnErrorOfOurs() throws Exception {
        Set<String> failures = new TreeSet<>();
        try (LogSpy log = new LogSpy()) {
            for (Door door : Doors.in(requestMappingHandlerMapping)) {
                for (String body : door.bodies()) {
                    for (MediaType type : List.of(
                            MediaType.APPLICATION_JSON,
                            MediaType.TEXT_PLAIN,
                            MediaType.MULTIPART_FORM_DATA,
                            MediaType.APPLICATION_FORM_URLENCODED)) {
                        MockHttpServletRequestBuilder request = to(door, Map.of())
                                .contentType(type)
                                .content(body)
                                .with(everybody())
                                .with(csrf());
                        perform(door, request, body, failures);
                    }
                }
            }
            assertThat(failures).isEmpty();
            assertThat(log.troubles()).isEmpty();
        }
    }

    @Test
    void noHeaderIsAnErrorOfOurs() throws Exception {
        Set<String> failures = new TreeSet<>();
        try (LogSpy log = new LogSpy()) {
            for (String path : List.of(
                    "/",
                    "/cases",
                    "/operator",
                    "/api/v1/cases",
                    "/api/v1/grants",
                    "/tlog/checkpoint",
                    "/no-such-page")) {
                for (String name : List.of(
                        "Accept",
                        "Accept-Language",
                        "Accept-Encoding",
                        "Content-Type",
                        "Cookie",
                        "Authorization",
                        "If-None-Match",
                        "If-Modified-Since",
                        "Range",
                        "Origin",
                        "Referer",
                        "X-Forwarded-Host",
                        "X-Forwarded-Proto",
                        "X-Requested-With",
                        "Last-Event-ID",
                        "X-HTTP-Method-Override")) {
                    for (String value : VALUES) {
                        Door door = new Door(HttpMethod.GET, path, null);
                        perform(
                                door,
                                request(HttpMethod.GET, path)
                                        .header(name, value)
                                        .with(everybody()),
                                name,
                                failures);
                    }
                }
            }
            Door api = new Door(HttpMethod.GET, "/api/v1/cases", null);
            Door signIn = new Door(HttpMethod.POST, "/login", null);
            for (String value : VALUES) {
                Cookie language = new Cookie("lang", "zz--" + value.length());
                perform(signIn, request(HttpMethod.GET, "/login").cookie(language), "lang", failures);
                // One name each way: what is hashed takes its time.
                perform(api, request(HttpMethod.GET, api.path()).with(httpBasic(value, "\0")), "basic", failures);
                perform(
                        signIn,
                        request(HttpMethod.POST, "/login")
                                .param("username", value)
                                .param("password", "\0")
                                .with(csrf()),
                        "login",
                        failures);
            }
            for (String name : List.of("", "\uffff", "x".repeat(5_000))) {
                perform(api, request(HttpMethod.GET, api.path()).with(httpBasic(name, name)), "basic", failures);
            }
            assertThat(failures).isEmpty();
            assertThat(log.troubles()).isEmpty();
        }
    }

    private void send(
            Door door,
            Map<String, String> path,
            Map<String, String> parameters,
            RequestPostProcessor caller,
            Set<String> failures)
            throws Exception {
        MockHttpServletRequestBuilder request = to(door, path).with(caller).with(csrf());
        parameters.forEach(request::param);
        perform(door, request, path + "" + parameters, failures);
    }

    private void perform(Door door, MockHttpServletRequestBuilder request, String what, Set<String> failures) {
        String shown =
                door.method() + " " + door.path() + " " + (what.length() > 60 ? what.substring(0, 60) + "…" : what);
        try {
            int status = mvc.perform(request).andReturn().getResponse().getStatus();
            if (status >= 500) {
                failures.add(shown + " → " + status);
            }
        } catch (Exception e) {
            failures.add(shown + " → " + e);
        }
    }

    private static MockHttpServletRequestBuilder to(Door door, Map<String, String> given) {
        List<Object> values = new ArrayList<>();
        for (String name : door.variables()) {
            values.add(given.getOrDefault(name, "1"));
        }
        return request(door.method(), door.path(), values.toArray());
    }
}
