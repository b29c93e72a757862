package org.yici.app.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.identity.DepartmentSystem;
import org.yici.app.identity.Identities;
import org.yici.app.identity.SystemKeys;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.signature.HttpRequestMessage;
import org.yici.kernel.signature.InvalidSignatureException;
import org.yici.kernel.signature.PresentedSignature;

/**
 * Lets departments' systems in by their signatures (RFC 9421). Whoever is turned away is a leaf of the ledger before the refusal
 * leaves, known or not.
 */
@Component
public class SignatureVerifier {
    /** How far the signer's clock may be from ours. */
    static final Duration TOLERANCE = Duration.ofSeconds(60);

    private final Identities identities;
    private final SystemKeys keys;
    private final Ledger ledger;
    private final Clock clock;

    SignatureVerifier(Identities identities, SystemKeys keys, Ledger ledger, Clock clock) {
        this.identities = identities;
        this.keys = keys;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Asks the rules of {@link CallRule} that need no understanding of the body. */
    public Admission admit(HttpRequestMessage message) {
        PresentedSignature signature;
        try {
            signature = PresentedSignature.read(message);
        } catch (InvalidSignatureException e) {
            return turnAway("system:unknown", null, CallRule.BAD_SIGNATURE, e.getMessage());
        }
        Optional<DepartmentSystem> known = identities.system(signature.keyId());
        if (known.isEmpty()) {
            // The claimed id is not written down: anybody can claim anything, and the ledger is public.
            return turnAway(
                    "system:unknown",
                    null,
                    CallRule.UNKNOWN_KEY,
                    "The key is not registered, or withdrawn or expired; register the system's key");
        }
        DepartmentSystem system = known.get();
        try {
            signature.verify(system.publicKey());
        } catch (InvalidSignatureException e) {
            return turnAway(system, CallRule.BAD_SIGNATURE, e.getMessage());
        }
        Instant now = clock.instant();
        Instant until = signature.expires().orElse(Instant.MAX);
        if (Duration.between(signature.created(), now).abs().compareTo(TOLERANCE) > 0 || now.isAfter(until)) {
            return turnAway(
                    system,
                    CallRule.STALE_REQUEST,
                    "The request was signed more than " + TOLERANCE.toSeconds()
                            + " seconds from now, or has expired; set the clock and sign again");
        }
        switch (signature.digest()) {
            case RIGHT -> {}
            case UNSUPPORTED_ALGORITHM -> {
                return turnAway(
                        system,
                        CallRule.UNSUPPORTED_DIGEST,
                        "Content-Digest has no sha-256, which is the one algorithm that is supported; send sha-256");
            }
            case MALFORMED -> {
                return turnAway(
                        system,
                        CallRule.BAD_SIGNATURE,
                        "Content-Digest is malformed; send it as RFC 9530 says, sha-256=:base64:");
            }
            case OTHER_CONTENT -> {
                return turnAway(
                        system,
                        CallRule.WRONG_DIGEST,
                        "The body is not the one that Content-Digest names; sign what you send");
            }
        }
        // After this the time alone refuses the request.
        Instant remember = signature.created().plus(TOLERANCE).plus(TOLERANCE);
        if (!keys.use(system.keyId(), signature.nonce(), remember)) {
            return turnAway(
                    system, CallRule.REPLAYED, "The nonce was used before; take a new random one for each request");
        }
        return new Admission.Admitted(system);
    }

    /** Turns an admitted system's call away for what is in it. */
    public Admission.TurnedAway turnAway(DepartmentSystem system, CallRule rule, @Nullable String detail) {
        return turnAway(system.actor(), system.department(), rule, detail);
    }

    private Admission.TurnedAway turnAway(
            String actor, @Nullable String department, CallRule rule, @Nullable String detail) {
        Receipt receipt =
                ledger.append(new Act(Act.Kind.REFUSAL, actor, department, null, null, Map.of("rule", rule.code())));
        return new Admission.TurnedAway(rule, detail == null ? rule.code() : detail, receipt);
    }
}
