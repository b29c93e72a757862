package org.yici.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;

class LogNameTest {
    @Test
    void eachNewLogOfALineHasTheNextNumber() {
        assertThat(LogName.next("yici.local/ledger")).isEqualTo("yici.local/ledger/2");
        assertThat(LogName.next("yici.local/ledger/2")).isEqualTo("yici.local/ledger/3");
        assertThat(LogName.next("yici.local/ledger/9")).isEqualTo("yici.local/ledger/10");
        assertThat(LogName.numbered("yici.local/ledger/3", 2)).isEqualTo("yici.local/ledger/2");
        assertThat(LogName.numbered("yici.local/ledger/3", 1)).isEqualTo("yici.local/ledger");
        assertThat(LogName.number("yici.local/ledger/1"))
                .as("not a name that is ever given")
                .isEqualTo(1);
        assertThat(LogName.isLater("a/10", "a/9")).isTrue();
        assertThat(LogName.isLater("a/2", "a")).isTrue();
        assertThat(LogName.isLater("a", "a/2")).isFalse();
        assertThat(LogName.isLater("b/2", "a")).isFalse();
    }

    @Test
    void aKeyVerifiesTheLogsOfItsLineAndNoOther() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey first = new NoteSigner("a", pair).verifier();
        NoteSigner second = new NoteSigner("a/2", pair);
        SignedNote note = second.sign("a/2\n");
        assertThat(first.forLog("a/2").toString()).isEqualTo(second.verifier().toString());
        assertThat(first.forLog("a/2").verifies(note.text(), note.signatures().get(0)))
                .isTrue();
        assertThat(first.verifies(note.text(), note.signatures().get(0)))
                .as("the name is signed too")
                .isFalse();
        assertThat(first.forLog("b/2")).isSameAs(first);
    }
}
