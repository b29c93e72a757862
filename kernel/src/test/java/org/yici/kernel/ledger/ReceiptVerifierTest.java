package org.yici.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yici.kernel.ledger.Verification.Reason;
import org.yici.kernel.ledger.Verification.Refuted;
import org.yici.kernel.ledger.Verification.Verified;

class ReceiptVerifierTest {
    private static final String ORIGIN = "sichuan.yici.example/ledger";

    private final NoteSigner signer = TestLog.signer(ORIGIN);
    private final String vkey = signer.verifier().toString();
    private final TestLog log = TestLog.of(20);

    ReceiptVerifierTest() {
        log.append("{\"actor\":\"system:tax-core\",\"note\":\"二手房 \\\"quoted\\\" \\\\ 𠮷\",\"time\":\"t\"}");
        log.append("last");
    }

    @Test
    void aReceiptProvesItsEntry() {
        for (int i = 0; i < log.entries.size(); i++) {
            Receipt receipt = log.receipt(i, signer);
            assertThat(ReceiptVerifier.verify(receipt.toJson(), vkey))
                    .isEqualTo(new Verified(log.entries.get(i), i, log.entries.size(), log.frontier.root(), ORIGIN));
            assertThat(Receipt.parse(receipt.toJson())).isEqualTo(receipt);
        }
    }

    @Test
    void theOnlyEntryOfALogIsProvenByAnEmptyPath() {
        assertThat(ReceiptVerifier.verify(TestLog.of(1).receipt(0, signer).toJson(), vkey))
                .isInstanceOf(Verified.class);
    }

    @Test
    void everyFlippedBitOfTheFileMakesItFail() {
        byte[] file = log.receipt(20, signer).toJson().getBytes(StandardCharsets.UTF_8);
        int[] patterns = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0x03, 0x55, 0xaa, 0xff};
        for (int i = 0; i < file.length; i++) {
            for (int pattern : patterns) {
                byte[] altered = file.clone();
                altered[i] ^= (byte) pattern;
                assertThat(ReceiptVerifier.verify(altered, vkey))
                        .as("byte %d with %02x", i, pattern)
                        .isInstanceOf(Refuted.class);
            }
        }
    }

    @Test
    void everyRemovedOrDoubledByteMakesItFail() {
        byte[] file = log.receipt(20, signer).toJson().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < file.length; i++) {
            byte[] shorter = new byte[file.length - 1];
            System.arraycopy(file, 0, shorter, 0, i);
            System.arraycopy(file, i + 1, shorter, i, file.length - i - 1);
            assertThat(ReceiptVerifier.verify(shorter, vkey)).isInstanceOf(Refuted.class);
            byte[] longer = Arrays.copyOf(file, file.length + 1);
            System.arraycopy(file, i, longer, i + 1, file.length - i);
            assertThat(ReceiptVerifier.verify(longer, vkey)).isInstanceOf(Refuted.class);
        }
    }

    @Test
    void anotherWritingOfTheSameReceiptIsRefused() {
        String json = log.receipt(3, signer).toJson();
        for (String altered : List.of(
                json.stripTrailing(),
                json + "\n",
                "\uFEFF" + json,
                json.replace("\n", "\r\n"),
                json.replace("\": ", "\":"),
                json.replace("\"index\"", "\"index\" "),
                json.replace("{\n  \"format\"", "{\n  \"more\": 1,\n  \"format\""),
                json.replace("\"index\": 3", "\"index\": 3.0"),
                json.replace("\"index\": 3", "\"index\": 3,\n  \"index\": 3"),
                json.replace("{\\\"act", "\\u007b\\\"act"),
                json.replace("yici-receipt/1", "yici-receipt/2"))) {
            assertThat(altered).isNotEqualTo(json);
            assertThat(ReceiptVerifier.verify(altered, vkey))
                    .isInstanceOfSatisfying(
                            Refuted.class,
                            refuted -> assertThat(refuted.reason()).isEqualTo(Reason.MALFORMED));
        }
    }

    @Test
    void base64WithStrayBitsOrWithoutPaddingIsRefused() {
        Receipt receipt = log.receipt(3, signer);
        String hash = receipt.path().get(0);
        String sibling = hash.substring(0, 42) + (char) (hash.charAt(42) + 1) + "=";
        assertThat(java.util.Base64.getDecoder().decode(sibling))
                .isEqualTo(java.util.Base64.getDecoder().decode(hash));
        for (String altered : List.of(sibling, hash.substring(0, 43))) {
            refuted(receipt.toJson().replace(hash, altered), Reason.MALFORMED);
        }
        String note = receipt.checkpoint();
        refuted(withCheckpoint(receipt, note.substring(0, note.length() - 2) + "\n"), Reason.MALFORMED);
    }

    @Test
    void aSecondSignatureLineIsRefused() {
        Receipt receipt = log.receipt(3, signer);
        String line = receipt.checkpoint().substring(receipt.checkpoint().lastIndexOf("\u2014"));
        refuted(withCheckpoint(receipt, receipt.checkpoint() + line), Reason.MALFORMED);
        refuted(
                withCheckpoint(receipt, receipt.checkpoint() + line.replace(ORIGIN, "witness.example")),
                Reason.MALFORMED);
    }

    @Test
    void anotherKeyIsUnknownAndABrokenKeyIsNamed() {
        String receipt = log.receipt(3, signer).toJson();
        assertThat(ReceiptVerifier.verify(
                        receipt, TestLog.signer(ORIGIN).verifier().toString()))
                .isInstanceOfSatisfying(
                        Refuted.class, refuted -> assertThat(refuted.reason()).isEqualTo(Reason.UNKNOWN_KEY));
        assertThat(ReceiptVerifier.verify(receipt, vkey.substring(1)))
                .isInstanceOfSatisfying(
                        Refuted.class, refuted -> assertThat(refuted.reason()).isEqualTo(Reason.MALFORMED_KEY));
    }

    @Test
    void anAlteredEntryIsNotInTheLog() {
        Receipt receipt = log.receipt(3, signer);
        refuted(receipt.toJson().replace("act\\\":3", "act\\\":4"), Reason.ENTRY_NOT_IN_LOG);
        refuted(receipt.toJson().replace("\"index\": 3", "\"index\": 2"), Reason.ENTRY_NOT_IN_LOG);
        assertThat(Reason.ENTRY_NOT_IN_LOG.code()).isEqualTo("entry-not-in-log");
    }

    @Test
    void anAlteredCheckpointIsNotSigned() {
        Receipt receipt = log.receipt(3, signer);
        refuted(withCheckpoint(receipt, receipt.checkpoint().replace("\n22\n", "\n23\n")), Reason.BAD_SIGNATURE);
    }

    @Test
    void aCheckpointOfAnotherLogUnderTheSameKeyIsRefused() {
        Receipt receipt = log.receipt(3, signer);
        Checkpoint foreign = new Checkpoint("other.example/log", log.frontier.size(), log.frontier.root());
        refuted(withCheckpoint(receipt, signer.sign(foreign.text()).format()), Reason.OTHER_LOG);
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> StrictText.encode("a\ud842")).isInstanceOf(IllegalArgumentException.class);
        String json = log.receipt(3, signer).toJson().replace("{\\\"act", "\ud842{\\\"act");
        refuted(json, Reason.MALFORMED);
    }

    private void refuted(String json, Reason reason) {
        assertThat(ReceiptVerifier.verify(json, vkey))
                .isInstanceOfSatisfying(
                        Refuted.class, refuted -> assertThat(refuted.reason()).isEqualTo(reason));
    }

    private static String withCheckpoint(Receipt receipt, String checkpoint) {
        return new Receipt(receipt.entry(), receipt.index(), receipt.path(), checkpoint).toJson();
    }
}
