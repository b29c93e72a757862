/**
 * Stewards' decisions about which records are of one subject: doubtful pairs, merges and splits, rulings. The linking
 * itself is done by the stream.
 */
@NullMarked
package org.yici.app.linking;

import org.jspecify.annotations.NullMarked;
