package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every page and API that there is: what the platform's controllers answer to. */
final class Doors {
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "\"x\"",
            "1e999",
            "{",
            "{}",
            "{\"a\\u0000\": \"b\"}",
            "[".repeat(3_000),
            "{\"a\":".repeat(3_000),
            "\0",
            "{\"x\": " + "9".repeat(2_000) + "}");

    private Doors() {}

    /**
     * A way in.
     *
     * @param path its pattern, with plain variables
     * @param handler null for a path that no controller has
     */
    record Door(HttpMethod method, String path, @Nullable HandlerMethod handler) {
        List<String> variables() {
            return Doors.variables(path);
        }

        Set<String> names(Class<? extends Annotation> annotation) {
            return Doors.names(handler, annotation);
        }

        List<String> bodies() {
            return Doors.bodies(handler);
        }
    }

    private static List<String> variables(String path) {
        List<String> names = new ArrayList<>();
        for (String part : path.split("\\{")) {
            if (part.contains("}")) {
                names.add(part.substring(0, part.indexOf('}')));
            }
        }
        return names;
    }

    static List<Door> in(RequestMappingHandlerMapping mappings) {
        List<Door> doors = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> mapping :
                mappings.getHandlerMethods().entrySet()) {
            Set<RequestMethod> methods = mapping.getKey().getMethodsCondition().getMethods();
            for (String pattern : mapping.getKey().getPatternValues()) {
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    doors.add(new Door(
                            method.asHttpMethod(),
                            pattern.replaceAll("\\{\\*?([A-Za-z]+)(:[^}]*)?}", "{$1}"),
                            mapping.getValue()));
                }
            }
        }
        assertThat(doors).hasSizeGreaterThan(40);
        return doors;
    }

    private static Set<String> names(@Nullable HandlerMethod handler, Class<? extends Annotation> annotation) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : Objects.requireNonNull(handler).getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            if (annotation == RequestParam.class
                    && parameter.getParameterType().isRecord()
                    && parameter.getParameterAnnotations().length == 0) {
                // A form that is read into a record.
                Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
            }
            if (parameter.hasParameterAnnotation(annotation) && parameter.getParameterName() != null) {
                RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
                names.add(named == null || named.name().isEmpty() ? parameter.getParameterName() : named.name());
            }
        }
        return names;
    }

    private static List<String> bodies(@Nullable HandlerMethod handler) {
        List<String> bodies = new ArrayList<>();
        for (MethodParameter parameter : Objects.requireNonNull(handler).getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                bodies.addAll(BODIES);
                RecordComponent[] fields = parameter.getParameterType().getRecordComponents();
                List<String> fieldNames = new ArrayList<>(List.of("x", "resource", "subject"));
                for (RecordComponent field : fields == null ? new RecordComponent[0] : fields) {
                    fieldNames.add(field.getName());
                }
                for (String name : fieldNames) {
                    for (String value : List.of(
                            "\"\\u0000\"",
                            "\"\\ud800\"",
                            "-1",
                            "1e400",
                            "[]",
                            "{}",
                            "[[{}]]",
                            "null",
                            "true",
                            "{\"\\u0000\": \"\\u0000\"}",
                            "\"" + "x".repeat(10_000) + "\"")) {
                        bodies.add("{\"" + name + "\": " + value + "}");
                    }
                }
            }
        }
        return bodies;
    }
}
