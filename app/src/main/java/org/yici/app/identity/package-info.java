/**
 * Organisations, people, roles, keys.
 *
 * <p>A controller gets who is signed in as a parameter: {@code String page(@CurrentUser User user)}, or
 * {@code @CurrentUser @Nullable User user} on a page that is open to everybody. In a template:
 * {@code ${#authentication.principal.user.displayName}} inside {@code sec:authorize="isAuthenticated()"}.
 *
 * <p>A scenario test signs in as an account registered through {@link org.yici.app.identity.Identities}: MockMvc with
 * {@code SecurityMockMvcRequestPostProcessors.user(new SignedInUser(user, ""))} or, for the API, {@code httpBasic(name, password)}.
 *
 * <p>Accounts sign in with name and password. Single sign-on (OpenID Connect) is to be added beside the form in
 * {@code PageSecurity}: it must end in the same {@link org.yici.app.identity.SignedInUser}.
 */
@NullMarked
package org.yici.app.identity;

import org.jspecify.annotations.NullMarked;
