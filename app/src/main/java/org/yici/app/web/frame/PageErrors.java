package org.yici.app.web.frame;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.ledger.LedgerUnavailableException;
import org.yici.app.store.DatabaseFault;

/** Which error page an exception of a page leads to; the pages are the templates {@code error/<status>}. */
@ControllerAdvice("org.yici.app.web")
class PageErrors {
    private static final Logger log = LoggerFactory.getLogger(PageErrors.class);

    @ExceptionHandler
    void notAllowed(NotAllowedException refusal, HttpServletResponse response) throws IOException {
        log.info("Refused: {}", refusal.getMessage());
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    @ExceptionHandler
    void notFound(NoSuchElementException missing, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    @ExceptionHandler
    void ledgerUnavailable(LedgerUnavailableException failure, HttpServletResponse response) throws IOException {
        if (DatabaseFault.of(failure) == DatabaseFault.AWAY) {
            throw failure;
        }
        log.error("The ledger is unavailable, nothing was answered", failure);
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }

    /** Only what comes from the database is taken here; everything else goes its way. */
    @ExceptionHandler
    void database(RuntimeException failure, HttpServletResponse response) throws IOException {
        switch (DatabaseFault.of(failure)) {
            case BAD_VALUE -> response.sendError(HttpStatus.BAD_REQUEST.value());
            // Who is around all of a request answers without the database, and every other fault goes its way.
            case AWAY, COLLISION, OTHER -> throw failure;
        }
    }
}
