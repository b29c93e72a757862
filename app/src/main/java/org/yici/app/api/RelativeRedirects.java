package org.yici.app.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;

/** Redirects within the platform name a path alone, so that nothing a request claims about its host comes back in them. */
final class RelativeRedirects extends HttpServletResponseWrapper {
    private final HttpServletRequest request;

    RelativeRedirects(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        super.sendRedirect(relative(location));
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        super.sendRedirect(relative(location), status, clearBuffer);
    }

    private String relative(String location) {
        try {
            URI uri = URI.create(location);
            if (uri.getHost() == null || !uri.getHost().equalsIgnoreCase(request.getServerName())) {
                return location;
            }
            // Two slashes would begin another host's name.
            String path = Objects.requireNonNullElse(uri.getRawPath(), "").replaceFirst("^/*", "/");
            return path
                    + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                    + (uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment());
        } catch (IllegalArgumentException e) {
            return location;
        }
    }
}
