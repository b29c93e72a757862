package org.yici.app.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.view.RedirectView;
import org.yici.app.identity.KnownAddresses;

/**
 * A page that answers a form has an address that nobody can open: a bookmark, a reload from the address bar or the way back after signing in
 * leads there all the same. Browsers are taken to the nearest page above it, where the form is.
 */
@ControllerAdvice
class PostedPages {
    private final KnownAddresses addresses;

    PostedPages(KnownAddresses addresses) {
        this.addresses = addresses;
    }

    /** @throws HttpRequestMethodNotSupportedException for everybody else, and where there is no page above */
    @ExceptionHandler
    RedirectView above(HttpRequestMethodNotSupportedException e, HttpServletRequest request)
            throws HttpRequestMethodNotSupportedException {
        String path = request.getRequestURI();
        String accepted = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        String page = addresses.nearestPage(path);
        if (path.startsWith("/api/")
                || !request.getMethod().equals("GET")
                || !accepted.contains(MediaType.TEXT_HTML_VALUE)
                || page.equals("/")) {
            throw e;
        }
        RedirectView above = new RedirectView(page);
        above.setExpandUriTemplateVariables(false);
        above.setExposeModelAttributes(false);
        return above;
    }
}
