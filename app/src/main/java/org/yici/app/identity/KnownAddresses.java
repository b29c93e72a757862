package org.yici.app.identity;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The addresses at which a page or a call of the API answers, whoever may use it. What is not among them is not found, for
 * everybody; what is among them is for the rules of access to open.
 */
@Component
public class KnownAddresses {
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    private @Nullable List<Address> addresses;

    /** The mappings are made after the filters that ask here, so they are read with the first request. */
    KnownAddresses(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    private record Address(PathPattern pattern, Set<RequestMethod> methods) {
        boolean opens() {
            return methods.isEmpty() || methods.contains(RequestMethod.GET);
        }
    }

    /** Whether anything answers at a path, whatever the method of the request. */
    public boolean exists(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return addresses().stream().anyMatch(address -> address.pattern().matches(parsed));
    }

    /** The nearest address at or above a path that a link can open: of a form's address that of the form's page; else {@code /}. */
    public String nearestPage(String path) {
        for (String at = path; at.length() > 1; at = at.substring(0, at.lastIndexOf('/'))) {
            PathContainer parsed = PathContainer.parsePath(at);
            if (addresses().stream()
                    .anyMatch(address -> address.opens() && address.pattern().matches(parsed))) {
                return at;
            }
        }
        return "/";
    }

    private synchronized List<Address> addresses() {
        if (addresses == null) {
            addresses = mappings.getObject().getHandlerMethods().keySet().stream()
                    .flatMap(KnownAddresses::addresses)
                    .toList();
        }
        return addresses;
    }

    private static Stream<Address> addresses(RequestMappingInfo mapping) {
        var patterns = mapping.getPathPatternsCondition();
        return patterns == null
                ? Stream.empty()
                : patterns.getPatterns().stream()
                        .map(pattern -> new Address(
                                pattern, mapping.getMethodsCondition().getMethods()));
    }
}
