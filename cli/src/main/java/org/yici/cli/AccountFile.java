package org.yici.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.DepartmentSystem;
import org.yici.app.identity.Identities;
import org.yici.app.identity.InvalidKeyException;
import org.yici.app.identity.PublicKeys;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.SecretFile;
import org.yici.kernel.signature.KeyNames;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The first accounts of a platform and the first keys of departments' systems, in a YAML file. What the platform has already stays as it
 * is: people may have changed it since.
 *
 * @param accounts people who may sign in
 * @param systems departments' systems that may call the exchange
 */
public record AccountFile(List<Account> accounts, List<SystemKey> systems) {
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public AccountFile(@Nullable List<Account> accounts, @Nullable List<SystemKey> systems) {
        this.accounts = accounts == null ? List.of() : List.copyOf(accounts);
        this.systems = systems == null ? List.of() : List.copyOf(systems);
    }

    /**
     * One account.
     *
     * @param department the code of an official's department
     * @param citizenId a citizen's own number
     * @param password the first one
     */
    public record Account(
            String username,
            String name,
            Set<Role> roles,
            @Nullable String department,
            @Nullable String citizenId,
            String password) {
        @Override
        public String toString() {
            return username;
        }
    }

    /**
     * A department's system and the key that it signs with.
     *
     * @param key its Ed25519 public key as PEM
     */
    public record SystemKey(String name, String department, String key) {}

    /**
     * Reads the file.
     *
     * @throws UsageException if it is not there, not of this form, or others may read the passwords in it
     */
    public static AccountFile read(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new UsageException("Other accounts of this machine can read the passwords in " + file
                        + ". Make it yours alone: chmod 600 " + file);
            }
            return YAML.readValue(file.toFile(), AccountFile.class);
        } catch (IOException e) {
            throw new UsageException("The file of accounts " + file + " is not there or cannot be read");
        } catch (JacksonException e) {
            // Its message would repeat what stands in the file.
            throw new UsageException(
                    "The file of accounts " + file + " is not of the form accounts: [{username, name, roles,"
                            + " department, citizenId, password}], systems: [{name, department, key}]"
                            + (e.getLocation() == null
                                    ? ""
                                    : ", see line " + e.getLocation().getLineNr()));
        }
    }

    /** Writes the file, for nobody but this account. */
    public void write(Path file) throws IOException {
        SecretFile.write(file, YAML.writeValueAsString(this));
    }

    /** bcrypt is slow on purpose, so nothing is done twice. */
    void register(Identities identities) {
        try {
            for (Account account : accounts) {
                if (identities.user(account.username()).isEmpty()) {
                    identities.register(
                            new User(
                                    account.username(),
                                    account.name(),
                                    account.roles(),
                                    account.department(),
                                    account.citizenId()),
                            account.password());
                }
            }
            for (SystemKey system : systems) {
                var key = PublicKeys.read(system.key());
                identities.register(
                        new DepartmentSystem(system.name(), system.department(), KeyNames.id(system.name(), key), key));
            }
        } catch (IllegalArgumentException | InvalidKeyException e) {
            throw new UsageException("The accounts cannot be made: " + e.getMessage());
        }
    }
}
