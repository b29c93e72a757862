package org.yici.app.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.pattern.PathPattern;

/**
 * A page that answers a form has an address that nobody can open: a bookmark, a reload from the address bar or another language leads there
 * all the same. Browsers are taken to the nearest page above it, where the form is.
 */
@ControllerAdvice
class PostedPages {
    private final ObjectProvider<RequestMappingHandlerMapping> mapping;

    PostedPages(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    /** @throws HttpRequestMethodNotSupportedException for everybody else, and where there is no page above */
    @ExceptionHandler
    RedirectView above(HttpRequestMethodNotSupportedException e, HttpServletRequest request)
            throws HttpRequestMethodNotSupportedException {
        String accepted = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        boolean isOfPrograms = request.getRequestURI().startsWith("/api/");
        if (isOfPrograms || !request.getMethod().equals("GET") || !accepted.contains(MediaType.TEXT_HTML_VALUE)) {
            throw e;
        }
        RedirectView page = new RedirectView(nearest(request.getRequestURI()).orElseThrow(() -> e));
        page.setExposeModelAttributes(false);
        return page;
    }

    /** The longest part of a path, in whole segments, that a page has. */
    private Optional<String> nearest(String path) {
        List<PathPattern> pages = mapping.getObject().getHandlerMethods().keySet().stream()
                .filter(info -> info.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .map(RequestMappingInfo::getPathPatternsCondition)
                .filter(Objects::nonNull)
                .flatMap(patterns -> patterns.getPatterns().stream())
                .toList();
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            PathContainer above = PathContainer.parsePath(path.substring(0, end));
            if (pages.stream().anyMatch(pattern -> pattern.matches(above))) {
                return Optional.of(above.value());
            }
        }
        return Optional.empty();
    }
}
