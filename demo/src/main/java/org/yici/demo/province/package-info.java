/**
 * A synthetic province: seeded people, property and companies, written into the departments' own databases in the
 * shapes and with the bad habits of real ones. Every person and company is invented.
 */
@NullMarked
package org.yici.demo.province;

import org.jspecify.annotations.NullMarked;
