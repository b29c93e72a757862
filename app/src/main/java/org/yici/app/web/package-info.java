/** Pages for people: no rules of the business. */
@NullMarked
package org.yici.app.web;

import org.jspecify.annotations.NullMarked;
