/**
 * REST faces for programs: no rules of the business.
 *
 * <p>Departments' systems sign their requests (RFC 9421) for {@code /api/v1/exchange/**}; people's programs use HTTP Basic for the
 * rest of {@code /api/v1/**}. Each new path must be opened in {@code ApiSecurity}, or it is denied. Errors are RFC 9457 problems
 * from the one catalogue {@link org.yici.app.api.ProblemCode}, whatever a controller throws.
 */
@NullMarked
package org.yici.app.api;

import org.jspecify.annotations.NullMarked;
