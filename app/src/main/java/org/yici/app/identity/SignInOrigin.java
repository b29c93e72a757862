package org.yici.app.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Where an attempt to sign in comes from: the address, and the device if it has signed in before. */
final class SignInOrigin extends WebAuthenticationDetails {
    private static final long serialVersionUID = 1L;

    private final String device;

    SignInOrigin(HttpServletRequest request) {
        super(request);
        this.device = KnownDevices.cookie(request);
    }

    /** What the device's cookie says, unverified; empty if there is none. */
    String device() {
        return device;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof SignInOrigin origin && origin.device.equals(device);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + device.hashCode();
    }
}
