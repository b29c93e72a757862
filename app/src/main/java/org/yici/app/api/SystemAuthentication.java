package org.yici.app.api;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.yici.app.identity.DepartmentSystem;

/** A department's system whose signature was verified. */
final class SystemAuthentication extends AbstractAuthenticationToken {
    static final String ROLE = "SYSTEM";

    private final transient DepartmentSystem system;

    SystemAuthentication(DepartmentSystem system) {
        super(AuthorityUtils.createAuthorityList("ROLE_" + ROLE));
        this.system = system;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public DepartmentSystem getPrincipal() {
        return system;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
