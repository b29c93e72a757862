package org.yici.app.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Gives each answer that is a case the case's version as its {@code ETag}, and describes {@code If-Match} in the API's description. */
@RestControllerAdvice(basePackageClasses = CaseVersions.class)
class CaseVersions implements ResponseBodyAdvice<Object>, OpenApiCustomizer {
    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        // Not in the controllers: there Spring would answer If-None-Match by it, and a case tells of more than its
        // version counts.
        if (body instanceof ApiCase found) {
            response.getHeaders().setETag(tag(found.version()));
        }
        return body;
    }

    static String tag(long version) {
        return "\"" + version + "\"";
    }

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().forEach((path, item) -> {
            if (path.startsWith("/api/v1/cases/") || path.equals("/api/v1/tasks/{id}/decision")) {
                Stream.of(item.getPost(), item.getPut(), item.getDelete())
                        .filter(act -> act != null)
                        .forEach(CaseVersions::describe);
            }
        });
    }

    private static void describe(Operation act) {
        act.addParametersItem(new HeaderParameter()
                .name("If-Match")
                .required(false)
                .schema(new StringSchema().example("\"7\""))
                .description(
                        "The ETag of the case as the caller has seen it: the act is done on that version or not at all."
                                + " Absent or *: on the case as it is"));
        act.getResponses()
                .addApiResponse(
                        "412",
                        new ApiResponse()
                                .description(
                                        "version-changed: the case is of the version that fields.version names by now;"
                                                + " nothing was done")
                                .addHeaderObject(
                                        "ETag",
                                        new Header().schema(new StringSchema()).description("The case's version")));
        act.getResponses()
                .computeIfPresent(
                        "200",
                        (code, answer) -> answer.addHeaderObject(
                                "ETag", new Header().schema(new StringSchema()).description("The case's version")));
    }
}
