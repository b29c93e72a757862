package org.yici.app.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.yici.app.registry.SubjectKey;
import org.yici.kernel.ledger.AnswerDigest;
import org.yici.kernel.ledger.Receipt;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of an answer whose digest is in its leaf. Each answer has a secret salt of 128 bits: the ledger is public, and without it
 * anyone could try which values give the digest. The salt follows from the call's id, so that the same answer can be formed again.
 */
@Component
public class AnswerBody {
    private static final JsonMapper JSON = new JsonMapper();

    private final SecretKeySpec key;

    AnswerBody(SubjectKey key) {
        this.key = new SecretKeySpec(key.value(), "HmacSHA256");
    }

    /** An answer to a query as it leaves; its {@link AnswerDigest} is the one in its receipt's entry. */
    public Map<String, Object> of(String resource, Outcome.Answered answered) {
        return records(
                call(answered.receipt()), resource, answered.evidence(), answered.complete(), answered.collected());
    }

    /** An answer to a check as it leaves; its {@link AnswerDigest} is the one in its receipt's entry. */
    public Map<String, Object> of(String resource, Outcome.Checked checked) {
        return match(call(checked.receipt()), resource, checked.matches(), checked.newerUnread(), checked.collected());
    }

    Map<String, Object> records(
            String call, String resource, List<Evidence> evidence, boolean complete, boolean collected) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("resource", resource);
        answer.put("records", evidence.stream().map(AnswerBody::record).toList());
        answer.put("complete", complete);
        tell(answer, collected);
        answer.put("salt", salt(call));
        return answer;
    }

    Map<String, Object> match(String call, String resource, boolean matches, boolean newerUnread, boolean collected) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("resource", resource);
        answer.put("matches", matches);
        // With a no it would tell that there is a record.
        if (matches && newerUnread) {
            answer.put("newer_unread", true);
        }
        tell(answer, collected);
        answer.put("salt", salt(call));
        return answer;
    }

    private static void tell(Map<String, Object> answer, boolean collected) {
        if (!collected) {
            answer.put("not_collected", true);
        }
    }

    /**
     * A record's key where the right does not admit of showing it: recognisable again by the same department, but telling nothing, and
     * another for each department, so that two of them cannot join what each was given.
     */
    String opaqueKey(String consumer, String resource, String recordKey) {
        return "#" + mac("record|" + consumer + "|" + resource + "|" + recordKey, 8);
    }

    private static Map<String, Object> record(Evidence evidence) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("key", evidence.key());
        record.put("values", evidence.values());
        record.put("masked", List.copyOf(new TreeSet<>(evidence.masked())));
        record.put("withheld", List.copyOf(new TreeSet<>(evidence.withheld())));
        record.put("source_time", evidence.sourceTime().toString());
        record.put("arrived_at", evidence.arrivedAt().toString());
        record.put("provider", evidence.provider());
        if (evidence.newerUnread() != null) {
            record.put("newer_unread", evidence.newerUnread().toString());
        }
        return record;
    }

    private static String call(Receipt receipt) {
        return JSON.readTree(receipt.entry())
                .required("details")
                .required("call")
                .stringValue();
    }

    private String salt(String call) {
        return mac("answer|" + call, 16);
    }

    private String mac(String text, int bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
