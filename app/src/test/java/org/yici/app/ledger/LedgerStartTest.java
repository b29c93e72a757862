package org.yici.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yici.kernel.ledger.Checkpoint;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.SignedNote;
import org.yici.kernel.ledger.Verification.Verified;

/** With which key, name and log a ledger starts. */
@Tag("server")
class LedgerStartTest {
    private LedgerFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new LedgerFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void aLedgerStartedAgainGoesOnWhereItWas() {
        Receipt before = fixture.ledger().appendAll(LedgerFixture.acts(0, 13)).getLast();
        String vkey = fixture.vkey();
        fixture.stop();
        fixture.start();
        assertThat(fixture.vkey()).isEqualTo(vkey);
        assertThat(fixture.ledger().checkpoint()).isEqualTo(before.checkpoint());
        Receipt after = fixture.ledger().append(LedgerFixture.act(13));
        assertThat(after.index()).isEqualTo(13);
        assertThat(fixture.verify(after)).isInstanceOf(Verified.class);
    }

    @Test
    void anEmptyLedgerHasASignedCheckpoint() {
        Checkpoint checkpoint =
                Checkpoint.parse(SignedNote.parse(fixture.ledger().checkpoint()).text());
        assertThat(checkpoint).isEqualTo(new Checkpoint(LedgerFixture.ORIGIN, 0, Hash.EMPTY));
    }

    @Test
    void aSecondPlatformOnTheSameDatabaseIsTurnedAway() {
        assertThatThrownBy(() -> fixture.another(LedgerFixture.ORIGIN).start())
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("Another process writes into the ledger");
    }

    @Test
    void theKeyIsTheOwnersOnlyAndTheVerifierLiesBesideIt() throws Exception {
        Path key = fixture.home.resolve("ledger.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(Files.readString(fixture.home.resolve("ledger.vkey"))).isEqualTo(fixture.vkey() + "\n");
    }

    @Test
    void aMissingKeyIsRefusedAsSoonAsThereIsALog() throws Exception {
        fixture.stop();
        Files.delete(fixture.home.resolve("ledger.key"));
        assertThatThrownBy(fixture::start)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("is missing");
    }

    @Test
    void anotherKeyAndAnotherNameAreRefused() throws Exception {
        try (LedgerFixture other = new LedgerFixture()) {
            fixture.stop();
            assertThatThrownBy(() -> fixture.another("renamed.example/ledger").start())
                    .hasMessageContaining("set yici.ledger.origin back");
            assertThatThrownBy(() -> fixture.another("x.example/2026").start())
                    .isInstanceOf(LedgerStateException.class)
                    .hasMessageContaining("yici.ledger.origin is x.example/2026; a name that ends in a number");
            byte[] own = Files.readAllBytes(fixture.home.resolve("ledger.key"));
            Files.write(fixture.home.resolve("ledger.key"), Files.readAllBytes(other.home.resolve("ledger.key")));
            assertThatThrownBy(fixture::start).hasMessageContaining("another key");
            Files.writeString(fixture.home.resolve("ledger.key"), "nonsense");
            assertThatThrownBy(fixture::start).hasMessageContaining("not readable");
            Files.write(fixture.home.resolve("ledger.key"), own);
            fixture.start();
        }
    }

    @Test
    void aLogWhosePartsDisagreeIsNotStarted() throws Exception {
        fixture.ledger().appendAll(LedgerFixture.acts(0, 6));
        fixture.stop();
        fixture.tamper("create table ledger.kept as select * from ledger.leaf where index = 5");
        fixture.tamper("delete from ledger.leaf where index = 5");
        assertThatThrownBy(fixture::start).hasMessageContaining("5 entries, but its newest checkpoint signs for 6");
        fixture.tamper("insert into ledger.leaf select * from ledger.kept");
        fixture.tamper("update ledger.node set hash = decode(repeat('00', 32), 'hex') where level = 2 and index = 0");
        assertThatThrownBy(fixture::start).hasMessageContaining("does not lead to its newest checkpoint");
        fixture.tamper("delete from ledger.node where level = 2 and index = 0");
        assertThatThrownBy(fixture::start).hasMessageContaining("holes");
    }
}
