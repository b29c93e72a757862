package org.yici.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of PostgreSQL's programs: several processes unpack into it, and what is not this account's own is not run. */
@Tag("server")
class ProgramsTest {
    @TempDir
    Path cache;

    @Test
    void twoProcessesUnpackAtOnceAndABrokenFolderIsUnpackedAnew() throws Exception {
        List<Process> both = Stream.of("a", "b").map(this::start).toList();
        for (Process process : both) {
            assertThat(process.waitFor()).isZero();
        }
        Path programs = cache.resolve("yici/postgresql");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(programs)))
                .isEqualTo("rwx------");
        Path unpacked;
        try (Stream<Path> folders = Files.list(programs)) {
            unpacked = folders.findFirst().orElseThrow();
        }
        Files.delete(unpacked.resolve("bin/postgres"));
        assertThat(start("c").waitFor()).isZero();
        assertThat(unpacked.resolve("bin/postgres")).isExecutable();
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(cache.resolve("elsewhere"));
        Files.createSymbolicLink(cache.resolve("yici"), elsewhere);
        assertThatThrownBy(() -> Programs.in(cache))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a link")
                .hasMessageContaining("XDG_CACHE_HOME");
    }

    @Test
    void anotherAccountsFolderIsNotUsed() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root gives folders away");
        Path programs = Programs.in(cache);
        Files.setOwner(
                programs, cache.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        assertThatThrownBy(() -> Programs.in(cache))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to nobody, and this is root");
    }

    @Test
    void aFolderIsNotUsedIfOthersCanExchangeItOrOneAboveIt() throws IOException {
        Path above = Files.createDirectory(cache.resolve("above"));
        Path within = above.resolve("a/b");
        for (String mode : new String[] {"rwxrwxrwx", "rwx----w-"}) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString(mode));
            for (Path place : List.of(above, within)) {
                assertThatThrownBy(() -> Programs.in(place))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(
                                above + ", in which PostgreSQL's programs are kept, can be written by others")
                        .hasMessageContaining("XDG_CACHE_HOME");
            }
        }
        Files.setAttribute(above, "unix:mode", 0b001_111_111_111);
        assertThat(Programs.in(within)).isDirectory();
        boolean own = Files.readAttributes(above, PosixFileAttributes.class)
                .group()
                .getName()
                .equals(Files.getOwner(above).getName());
        if (own) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxrwxr-x"));
            assertThat(Programs.in(within)).isDirectory();
        }
    }

    @Test
    void aFolderInAnotherAccountsIsNotUsed() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root gives folders away");
        Path above = Files.createDirectory(cache.resolve("above"));
        Files.setOwner(
                above, cache.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        for (Path place : List.of(above, above.resolve("a/b"))) {
            assertThatThrownBy(() -> Programs.in(place)).hasMessageContaining("belongs to nobody");
        }
    }

    @Test
    void whatOthersCouldHavePutThereIsUnpackedAnewAndTheFolderIsClosed() throws IOException {
        Path programs = Programs.in(cache);
        Path planted =
                Files.createDirectories(programs.resolve("PG-planted/bin")).resolve("postgres");
        Files.writeString(planted, "#!/bin/sh");
        Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(Programs.in(cache)).isEqualTo(programs).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(programs)))
                .isEqualTo("rwx------");
    }

    private Process start(String name) {
        ProcessBuilder process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsAndStops.class.getName(),
                        cache.resolve(name).toString())
                .inheritIO();
        process.environment().put("XDG_CACHE_HOME", cache.toString());
        try {
            return process.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server of its own, on programs of its own account. */
    static final class StartsAndStops {
        public static void main(String[] arguments) throws Exception {
            try (EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]))) {
                server.createDatabase("there");
            }
        }
    }
}
