package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Secrets are encrypted where they lie, under a master key of a file, a command or a device, and opened for nobody else. */
class MasterKeysTest {
    private static final String KEY = "yici.master-key.";

    @TempDir
    Path folder;

    private static StandardEnvironment settings(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return environment;
    }

    private static MasterKey open(String name, String value) {
        return MasterKeys.open(settings(Map.of(KEY + name, value))).orElseThrow();
    }

    private MasterKey ofNewFile(String name) {
        MasterKeys.create(folder.resolve(name));
        return open("file", folder.resolve(name).toString());
    }

    @Test
    void withoutAMasterKeySecretsLieAsTheyAre() throws IOException {
        assertThat(MasterKeys.open(settings(Map.of()))).isEmpty();
        Path secret = folder.resolve("subject.key");
        byte[] made = new SecretFiles(null).ensure(secret);
        assertThat(new SecretFiles(null).ensure(secret)).isEqualTo(made);
        assertThat(SecretFiles.isSealed(Files.readString(secret))).isFalse();
    }

    @Test
    void whatLiesInTheClearIsEncryptedWhenItIsRead() throws IOException {
        Path secret = folder.resolve("subject.key");
        byte[] made = new SecretFiles(null).ensure(secret);
        String clear = Files.readString(secret).strip();
        MasterKey master = ofNewFile("master.key");
        assertThat(new SecretFiles(master).ensure(secret)).isEqualTo(made);
        assertThat(Files.readString(secret))
                .startsWith("sealed-file:1:" + master.id() + ":")
                .doesNotContain(clear);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(new SecretFiles(master).ensure(secret)).isEqualTo(made);
    }

    @Test
    void aLostOrAnotherKeyIsAClearStop() throws IOException {
        Path secret = folder.resolve("ledger.key");
        MasterKey master = ofNewFile("master.key");
        new SecretFiles(master).write(secret, "the ledger's");
        assertThatThrownBy(() -> new SecretFiles(null).read(secret))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("ledger.key is encrypted under the master key " + master.id())
                .hasMessageContaining("no master key is given");
        MasterKey other = ofNewFile("other.key");
        assertThatThrownBy(() -> new SecretFiles(other).read(secret))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining(master.id())
                .hasMessageContaining(other.id());
        Files.delete(folder.resolve("master.key"));
        assertThatThrownBy(() -> open("file", folder.resolve("master.key").toString()))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("is not there. Put it back");
    }

    @Test
    void oneSecretIsNotPutInThePlaceOfAnotherAndNoneIsAltered() throws IOException {
        SecretFiles files = new SecretFiles(ofNewFile("master.key"));
        Path one = folder.resolve("subject.key");
        files.write(one, "of subjects");
        Files.copy(one, folder.resolve("device.key"));
        assertThatThrownBy(() -> files.read(folder.resolve("device.key")))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("device.key cannot be decrypted");
        String sealed = Files.readString(one).strip();
        char last = sealed.charAt(sealed.length() - 6);
        Files.writeString(
                one,
                sealed.substring(0, sealed.length() - 6)
                        + (last == 'A' ? 'B' : 'A')
                        + sealed.substring(sealed.length() - 5));
        assertThatThrownBy(() -> files.read(one)).isInstanceOf(MasterKeyException.class);
    }

    @Test
    void aCommandGivesTheKeyOrSaysWhyNot() throws IOException {
        MasterKey master = ofNewFile("master.key");
        assertThat(open("command", "cat '" + folder.resolve("master.key") + "'").id())
                .isEqualTo(master.id());
        assertThatThrownBy(() -> open("command", "echo the vault is shut >&2; exit 3"))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("ended with 3: the vault is shut");
        assertThatThrownBy(() -> open("command", "echo c2VjcmV0"))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("32 bytes in Base64")
                .hasMessageNotContaining("c2VjcmV0");
        assertThatThrownBy(() -> MasterKeys.open(settings(Map.of(KEY + "command", "true", KEY + "file", "x"))))
                .hasMessageContaining("several of");
    }

    @Test
    void aKeyThatOthersMayReadIsNoneAndNoneIsOverwritten() throws IOException {
        Path file = folder.resolve("open.key");
        MasterKeys.create(file);
        assertThatThrownBy(() -> MasterKeys.create(file)).hasMessageContaining("never overwritten");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> open("file", file.toString())).hasMessageContaining("chmod 600");
    }

    @Test
    void encryptedSettingsAreOpenedAndThoseInTheClearAreEncrypted() throws IOException {
        Path home = folder.resolve("home");
        Path secrets = Files.createDirectories(home.resolve("secrets"));
        MasterKeys.create(folder.resolve("master.key"));
        Files.writeString(secrets.resolve("spring.datasource.password"), "in the clear");
        Files.writeString(secrets.resolve(KEY + "pkcs11.password"), "pin");
        Map<String, Object> given = new LinkedHashMap<>();
        given.put(KEY + "file", folder.resolve("master.key").toString());
        given.put("yici.home", home.toString());
        new SealedSettings().postProcessEnvironment(settings(given), new org.springframework.boot.SpringApplication());
        String sealed = Files.readString(secrets.resolve("spring.datasource.password"));
        assertThat(SecretFiles.isSealed(sealed)).isTrue();
        assertThat(secrets.resolve(KEY + "pkcs11.password"))
                .as("what opens the master key cannot be under it")
                .hasContent("pin");

        given.put("spring.datasource.password", sealed);
        StandardEnvironment later = settings(given);
        SealedSettings.open(later);
        assertThat(later.getProperty("spring.datasource.password")).isEqualTo("in the clear");
        given.remove(KEY + "file");
        assertThatThrownBy(() -> SealedSettings.open(settings(given)))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("spring.datasource.password is encrypted");
    }

    /** SoftHSM speaks PKCS#11 as a real device does; the key never leaves it. */
    @Test
    void aDeviceEncryptsWithoutGivingItsKeyAway() throws Exception {
        Path library = List.of(
                        Path.of("/usr/lib/softhsm/libsofthsm2.so"),
                        Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
                        Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"))
                .stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("SoftHSM is missing: apt-get install softhsm2"));
        long slot = token();
        Provider device = Security.getProvider("SunPKCS11")
                .configure("--name = Maker\nlibrary = " + library + "\nslot = " + slot + "\n");
        KeyStore keys = KeyStore.getInstance("PKCS11", device);
        keys.load(null, "4711".toCharArray());
        KeyGenerator generator = KeyGenerator.getInstance("AES", device);
        generator.init(256);
        Key made = generator.generateKey();
        keys.setKeyEntry("yici-master", made, null, null);

        Map<String, Object> settings = new LinkedHashMap<>(Map.of(
                KEY + "pkcs11.library",
                library.toString(),
                KEY + "pkcs11.slot",
                slot,
                KEY + "pkcs11.key",
                "yici-master",
                KEY + "pkcs11.password",
                "4711"));
        MasterKey master = MasterKeys.open(settings(settings)).orElseThrow();
        Path secret = folder.resolve("subject.key");
        byte[] subjects = new SecretFiles(master).ensure(secret);
        assertThat(Files.readString(secret)).startsWith("sealed-file:1:pkcs11-yici-master:");
        assertThat(new SecretFiles(MasterKeys.open(settings(settings)).orElseThrow()).ensure(secret))
                .isEqualTo(subjects);

        settings.put(KEY + "pkcs11.key", "another");
        assertThatThrownBy(() -> MasterKeys.open(settings(settings)))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("no AES key called another");
        settings.put(KEY + "pkcs11.library", folder.resolve("none.so").toString());
        assertThatThrownBy(() -> MasterKeys.open(settings(settings))).hasMessageContaining("is not there");
        settings.remove(KEY + "pkcs11.password");
        assertThatThrownBy(() -> MasterKeys.open(settings(settings))).hasMessageContaining("the PIN");
    }

    /** Makes a token of a folder that SOFTHSM2_CONF names. */
    private static long token() throws IOException, InterruptedException {
        Path folder = Path.of(System.getenv("SOFTHSM2_CONF")).resolveSibling("tokens");
        Files.createDirectories(folder);
        Files.writeString(
                Path.of(System.getenv("SOFTHSM2_CONF")),
                "directories.tokendir = " + folder + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Process made = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "yici",
                        "--pin",
                        "4711",
                        "--so-pin",
                        "4711")
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        return Long.parseLong(said.replaceAll("(?s).*slot (\\d+).*", "$1"));
    }
}
