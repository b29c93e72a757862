/**
 * Tests that start the demonstration as a user would and look at it with a browser.
 *
 * <p>{@link org.yici.e2e.DemoProcess} runs it once for all tests; {@link org.yici.e2e.Browser} gives visitors. With the system
 * properties {@code yici.url} and {@code yici.data} the tests look at one that runs already.
 */
package org.yici.e2e;
