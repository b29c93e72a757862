package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yici.app.PlatformTest;
import org.yici.app.api.Doors.Door;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

/** What the API's description says of members, and what the API does with them. */
@PlatformTest
class ApiDescriptionTest {
    private static final String NOBODYS = "nobody_reads_this";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private JsonMapper json;

    private Stream<Door> doors() {
        return Doors.in(requestMappingHandlerMapping).stream()
                .filter(door -> door.path().startsWith("/api/v1/"));
    }

    private static Stream<Type> bodies(Door door) {
        return Stream.of(door.handler().getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .map(MethodParameter::getGenericParameterType);
    }

    /** Whoever sends one, by a name of another version perhaps, would believe that it counts. */
    @Test
    void aMemberThatNobodyReadsIsRefusedByName() throws Exception {
        Map<String, String> taken = new TreeMap<>();
        int tried = 0;
        for (Door door : doors().toList()) {
            if (bodies(door)
                    .noneMatch(type -> ResolvableType.forType(type).toClass().isRecord())) {
                continue;
            }
            tried++;
            String path = door.path().replaceAll("\\{[^}]*}", "1");
            MockHttpServletResponse response = mvc.perform(request(door.method(), path)
                            .with(user(new SignedInUser(
                                    new User(
                                            "everybody", "测试", Set.of(Role.values()), "big-data", "11010519491231002X"),
                                    "")))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"" + NOBODYS + "\": 1}"))
                    .andReturn()
                    .getResponse();
            if (response.getStatus() != 400 || !response.getContentAsString().contains(NOBODYS)) {
                taken.put(door.method() + " " + path, response.getStatus() + " " + response.getContentAsString());
            }
        }
        assertThat(taken).isEmpty();
        assertThat(tried).isGreaterThan(15);
    }

    @Test
    void membersAreCalledAsTheyAreInJson() throws Exception {
        JsonNode schemas = json.readTree(mvc.perform(get("/api/v1/openapi").accept(MediaType.APPLICATION_JSON))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .at("/components/schemas");
        // Some records of different controllers have one name; the description holds one of them.
        Map<String, Set<Set<String>>> real = new TreeMap<>();
        for (Class<?> type : records()) {
            real.computeIfAbsent(type.getSimpleName(), name -> new LinkedHashSet<>())
                    .add(members(type));
        }
        Map<String, String> wrong = new TreeMap<>();
        int compared = 0;
        for (Map.Entry<String, Set<Set<String>>> type : real.entrySet()) {
            JsonNode properties = schemas.path(type.getKey()).path("properties");
            if (properties.isObject() && !properties.isEmpty()) {
                compared++;
                Set<String> described = new TreeSet<>(properties.propertyNames());
                if (!type.getValue().contains(described)) {
                    wrong.put(type.getKey(), described + " and not " + type.getValue());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(30);
    }

    private Set<String> members(Class<?> type) {
        Set<String> members = new TreeSet<>();
        json.acceptJsonFormatVisitor(type, new JsonFormatVisitorWrapper.Base() {
            @Override
            public JsonObjectFormatVisitor expectObjectFormat(JavaType java) {
                return new JsonObjectFormatVisitor.Base(getContext()) {
                    @Override
                    public void property(BeanProperty member) {
                        members.add(member.getName());
                    }

                    @Override
                    public void optionalProperty(BeanProperty member) {
                        members.add(member.getName());
                    }
                };
            }
        });
        return members;
    }

    /** All that the API takes and gives, with what is inside. */
    private Set<Class<?>> records() {
        Deque<ResolvableType> open = new ArrayDeque<>();
        doors().forEach(door -> {
            bodies(door).map(ResolvableType::forType).forEach(open::add);
            open.add(ResolvableType.forMethodReturnType(door.handler().getMethod()));
        });
        Set<Class<?>> records = new LinkedHashSet<>();
        Set<String> seen = new TreeSet<>();
        while (!open.isEmpty()) {
            ResolvableType type = open.remove();
            if (!seen.add(type.toString())) {
                continue;
            }
            open.addAll(List.of(type.getGenerics()));
            if (type.toClass().isRecord()) {
                if (type.getGenerics().length == 0) {
                    records.add(type.toClass());
                }
                for (var component : type.toClass().getRecordComponents()) {
                    open.add(ResolvableType.forType(component.getGenericType(), type));
                }
            }
        }
        return records;
    }
}
