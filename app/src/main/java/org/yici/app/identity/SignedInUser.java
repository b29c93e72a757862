package org.yici.app.identity;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Spring Security's principal around a {@link User}: each {@link Role} is the authority {@code ROLE_<role>}. Templates reach
 * the user as {@code ${#authentication.principal.user}}, controllers through {@link CurrentUser}.
 */
public final class SignedInUser implements UserDetails, CredentialsContainer {
    private final transient User user;
    private transient @Nullable String passwordHash;

    public SignedInUser(User user, String passwordHash) {
        this.user = user;
        this.passwordHash = passwordHash;
    }

    public User getUser() {
        return user;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return user.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return user.username();
    }

    @Override
    public void eraseCredentials() {
        passwordHash = null;
    }

    // The session registry compares principals.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedInUser that && that.user.username().equals(user.username());
    }

    @Override
    public int hashCode() {
        return user.username().hashCode();
    }

    @Override
    public String toString() {
        return user.actor();
    }
}
