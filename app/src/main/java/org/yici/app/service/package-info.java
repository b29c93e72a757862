/**
 * How an item of service is handled: its form, its process, its rules, and the checks before it is published. {@link
 * org.yici.app.service.ServiceItems} lists what is published.
 */
@NullMarked
package org.yici.app.service;

import org.jspecify.annotations.NullMarked;
