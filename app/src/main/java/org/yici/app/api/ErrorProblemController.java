package org.yici.app.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what is refused before a controller of ours is chosen, such as a method that an address does not have: browsers get the page of the
 * error, everybody else a problem (RFC 9457) as of any other refusal.
 */
@Controller
class ErrorProblemController extends BasicErrorController {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final ProblemFactory problems;
    private final JsonMapper json;

    ErrorProblemController(
            ErrorAttributes attributes, List<ErrorViewResolver> resolvers, ProblemFactory problems, JsonMapper json) {
        super(attributes, new ErrorProperties(), resolvers);
        this.problems = problems;
        this.json = json;
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        HttpStatus status = getStatus(request);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(json.convertValue(problem(status), OBJECT));
    }

    private Problem problem(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> problems.of(ProblemCode.SIGN_IN_NEEDED, "Sign in, for instance by HTTP Basic");
            case FORBIDDEN -> problems.of(ProblemCode.NOT_ALLOWED, "Your account may not do this");
            case NOT_FOUND -> problems.of(ProblemCode.NOT_FOUND, "There is nothing at this address");
            case INTERNAL_SERVER_ERROR ->
                problems.of(ProblemCode.INTERNAL_ERROR, "This is our fault; the log of the platform says more");
            default -> problems.of(status, "");
        };
    }
}
