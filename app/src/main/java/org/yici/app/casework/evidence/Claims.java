package org.yici.app.casework.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.yici.app.casework.CaseChangedException;
import org.yici.app.casework.ClaimedException;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.registry.SubjectKey;
import org.yici.app.service.CaseProcess;
import org.yici.kernel.text.HalfWidth;

/** Lets a case claim what its item declares, so that no two live cases are about the same thing. */
@Component
public class Claims {
    /** A holder may close between the refusal of the claim and the look for its number. */
    private static final int ATTEMPTS = 3;

    private final ClaimStore store;
    private final SubjectKey key;
    private final CaseLog caseLog;
    private final Clock clock;

    Claims(ClaimStore store, SubjectKey key, CaseLog caseLog, Clock clock) {
        this.store = store;
        this.key = key;
        this.caseLog = caseLog;
        this.clock = clock;
    }

    private record Wanted(CaseProcess.Claim claim, String digest) {}

    /**
     * Claims what the case is about now and releases what it was about before. Claims that are held already stay.
     *
     * @throws ClaimedException if another live case holds one of them exclusively
     */
    public void hold(CaseFile file) {
        List<Wanted> wanted = wanted(file);
        store.releaseOthers(file.number, wanted.stream().map(Wanted::digest).toList());
        wanted.forEach(one -> hold(file, one));
    }

    public void release(String number) {
        store.releaseOthers(number, List.of());
    }

    private void hold(CaseFile file, Wanted wanted) {
        CaseProcess.Claim claim = wanted.claim();
        if (store.holds(file.number, claim.id(), wanted.digest())) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            if (store.claim(file.number, claim.id(), wanted.digest(), claim.exclusive(), clock.instant())) {
                break;
            }
            Optional<String> holder = store.other(file.number, wanted.digest());
            if (holder.isPresent()) {
                throw new ClaimedException(claim.label(), holder.get());
            }
            if (attempt == ATTEMPTS) {
                throw new CaseChangedException(file.number);
            }
        }
        if (!claim.exclusive()) {
            store.other(file.number, wanted.digest())
                    .ifPresent(other -> caseLog.note(
                            file.number,
                            CaseLog.Actor.platform(),
                            null,
                            "case.event.claimed-elsewhere",
                            claim.label(),
                            Words.same(other)));
        }
    }

    /** In one order for all cases, so that two that claim several things never wait for each other. */
    private List<Wanted> wanted(CaseFile file) {
        CaseContext context = new CaseContext(file, clock.instant());
        return file.item.handling().claims().stream()
                .flatMap(claim ->
                        context
                                .value(claim.value())
                                .map(value -> new Wanted(claim, digest(claim.scope(), value)))
                                .stream())
                .sorted(Comparator.comparing(Wanted::digest))
                .toList();
    }

    private String digest(String scope, String value) {
        String normal = HalfWidth.of(value).replaceAll("[\\s\\p{Cf}]", "").toUpperCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.value(), "HmacSHA256"));
            byte[] digest = mac.doFinal(("claim\0" + scope + "\0" + normal).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
