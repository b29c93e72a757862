package org.yici.app.casework.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.yici.app.casework.UnavailableException;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.exchange.Exchange;
import org.yici.app.exchange.Outcome;
import org.yici.app.exchange.Request;
import org.yici.app.exchange.Rule;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.registry.Subjects;
import org.yici.app.service.CaseProcess;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.text.HalfWidth;

/**
 * Compares the name and citizen ID that somebody types for another person with the register, before anything of that person is read. The
 * answer is yes or no, not which of the two is wrong; a citizen ID in no register is a no like any other. Each comparison is a leaf about the
 * person whose citizen ID was typed. How many wrong pairs somebody may try is limited, for a name would else lead to a citizen ID; how many
 * names may be tried of one citizen ID the exchange limits.
 */
@Component
class TypedIdentities {
    /** ExpressionContext of this name tell which pair was found to be right. */
    private static final String COMPARED = "identity.";

    private final Exchange exchange;
    private final Subjects subjects;
    private final IdentityTryStore tries;
    private final Ledger ledger;
    private final Clock clock;
    private final int perDay;
    private final int perMonth;

    TypedIdentities(
            Exchange exchange,
            Subjects subjects,
            IdentityTryStore tries,
            Ledger ledger,
            Clock clock,
            Environment environment) {
        this.exchange = exchange;
        this.subjects = subjects;
        this.tries = tries;
        this.ledger = ledger;
        this.clock = clock;
        this.perDay = environment.getProperty("yici.casework.wrong-identities-per-day", Integer.class, 5);
        this.perMonth = environment.getProperty("yici.casework.wrong-identities-per-month", Integer.class, 20);
    }

    /**
     * What is wrong with the pair that was typed for a party: a message key. A pair that is right is noted in the case and not asked again.
     *
     * @throws UnavailableException if the register cannot be asked now
     */
    Optional<String> fault(User user, CaseFile file, String role, String identifier, String name) {
        CaseProcess.Identity register = file.item.handling().identity();
        if (register == null) {
            return Optional.empty();
        }
        UUID subject = subjects.of(ItemType.CITIZEN_ID, identifier);
        String pair = digest(subject + "|" + HalfWidth.of(name).strip());
        if (pair.equals(file.stepValues.get(COMPARED + role))) {
            return Optional.empty();
        }
        UUID by = subjects.of(ItemType.CITIZEN_ID, String.valueOf(user.citizenId()));
        if (!tries.admits(by, pair, clock.instant(), perDay, perMonth)) {
            refused(user, file, register, subject);
            return Optional.of("field.error.too-many-identities");
        }
        Request request = new Request(
                register.consumer(),
                user.actor(),
                register.resource(),
                register.purpose(),
                subject,
                List.of(),
                file.number);
        return switch (exchange.check(request, Map.of(register.item(), name), by)) {
            case Outcome.Checked checked -> answered(file, role, by, pair, checked.matches());
            case Outcome.Refused refused -> refused(file, by, pair, refused);
            case Outcome.Answered answered ->
                throw new IllegalStateException("The exchange answered a check by " + answered);
        };
    }

    private Optional<String> answered(CaseFile file, String role, UUID by, String pair, boolean matches) {
        if (!matches) {
            return Optional.of("field.error.identity");
        }
        tries.forget(by, pair);
        file.stepValues.put(COMPARED + role, pair);
        return Optional.empty();
    }

    private Optional<String> refused(CaseFile file, UUID by, String pair, Outcome.Refused refused) {
        if (refused.rule() == Rule.TOO_MANY_CLAIMS) {
            return Optional.of("field.error.too-many-identities");
        }
        tries.forget(by, pair);
        throw new UnavailableException("Case " + file.number + ": the names of the parties cannot be compared now ("
                + refused.rule().code() + "), so nothing is handed in; try again in a minute");
    }

    /** What was not asked is a leaf too. */
    private void refused(User user, CaseFile file, CaseProcess.Identity register, UUID subject) {
        Map<String, String> details = Map.of(
                "rule", Rule.TOO_MANY_CLAIMS.code(),
                "resource", register.resource(),
                "purpose", register.purpose(),
                "items", register.item());
        ledger.append(new Act(Act.Kind.REFUSAL, user.actor(), register.consumer(), subject, file.number, details));
    }

    /** Takes over which pairs were found to be right. @return whether any is new */
    static boolean adopt(CaseFile file, CaseFile compared) {
        boolean changed = false;
        for (Map.Entry<String, String> value : compared.stepValues.entrySet()) {
            if (value.getKey().startsWith(COMPARED)) {
                changed |= !value.getValue().equals(file.stepValues.put(value.getKey(), value.getValue()));
            }
        }
        return changed;
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
