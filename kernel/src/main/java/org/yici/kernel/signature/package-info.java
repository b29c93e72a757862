/**
 * HTTP message signatures (RFC 9421) and content digests (RFC 9530) in a narrow, strict profile: Ed25519, one signature a
 * request, no component parameters. A request is first read ({@link org.yici.kernel.signature.PresentedSignature#read}), then
 * the key that its key id names is looked up, then it is verified; time, nonce and digest are the caller's next questions.
 */
@NullMarked
package org.yici.kernel.signature;

import org.jspecify.annotations.NullMarked;
