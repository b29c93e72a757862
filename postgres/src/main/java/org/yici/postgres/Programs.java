package org.yici.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the server's programs are unpacked: a folder of this account's own. The library's default is one that everybody on the machine
 * can make first and fill, and it loosens the folder that it is given.
 */
final class Programs {
    private static final Logger log = LoggerFactory.getLogger(Programs.class);
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    /** The bit of the mode with which only a file's owner may move it. */
    private static final int STICKY = 01000;

    private Programs() {}

    /**
     * The folder, made if missing and closed to others: in the place that {@code XDG_CACHE_HOME} names; else in the account's home, or, where
     * that is another account's as in some containers, in a folder of this account's own among the temporary ones.
     *
     * @throws IOException if it is, or stands in, somebody else's
     */
    static Path folder() throws IOException {
        String cache = System.getenv("XDG_CACHE_HOME");
        if (cache != null && !cache.isBlank()) {
            return in(Path.of(cache));
        }
        try {
            return in(Path.of(System.getProperty("user.home"), ".cache"));
        } catch (IOException e) {
            log.warn("{} They are unpacked among the temporary files.", e.getMessage());
            return in(own(Path.of(System.getProperty("java.io.tmpdir")).resolve("yici-" + self().getName())));
        }
    }

    static Path in(Path cache) throws IOException {
        Files.createDirectories(cache);
        // Without links, so that what is checked is what is used.
        Path real = cache.toRealPath();
        for (Path above = real; above != null; above = above.getParent()) {
            requireNobodyElses(above);
        }
        Path programs = own(own(real.resolve("yici")).resolve("postgresql"));
        removeBroken(programs);
        return programs;
    }

    /**
     * Whoever can write a folder can put another in the place of one in it, unless it is sticky, as {@code /tmp} is. A group with its owner's
     * name is the owner's alone.
     */
    private static void requireNobodyElses(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
        String owner = attributes.owner().getName();
        if (!attributes.owner().equals(self()) && !Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"))) {
            throw foreign(folder, "belongs to " + owner);
        }
        Set<PosixFilePermission> mode = attributes.permissions();
        boolean open = mode.contains(PosixFilePermission.OTHERS_WRITE)
                || mode.contains(PosixFilePermission.GROUP_WRITE)
                        && !attributes.group().getName().equals(owner);
        boolean sticky = Files.getAttribute(folder, "unix:mode") instanceof Integer bits && (bits & STICKY) != 0;
        if (open && !sticky) {
            throw foreign(folder, "can be written by others");
        }
    }

    /** What others may have put there is not run. */
    private static Path own(Path folder) throws IOException {
        boolean posix = Files.getFileStore(folder.getParent()).supportsFileAttributeView("posix");
        try {
            if (posix) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWN));
            } else {
                Files.createDirectory(folder);
            }
            return folder;
        } catch (FileAlreadyExistsException e) {
            log.trace("{} is there", folder, e);
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw foreign(folder, "is a link or no folder");
        }
        if (!posix) {
            return folder;
        }
        UserPrincipal owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
        UserPrincipal self = self();
        if (!owner.equals(self)) {
            throw foreign(folder, "belongs to " + owner.getName() + ", and this is " + self.getName());
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(folder);
        boolean open = mode.containsAll(Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE))
                || mode.containsAll(Set.of(PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE));
        Files.setPosixFilePermissions(folder, OWN);
        if (open) {
            log.warn("Others could write into {}; the programs in it are unpacked anew", folder);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    remove(entry);
                }
            }
        }
        return folder;
    }

    private static UserPrincipal self() throws IOException {
        Path probe = Files.createTempFile("yici", null);
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    /** What says that it was unpacked whole and is not, as after a cache was cleared in part, is unpacked anew. */
    private static void removeBroken(Path programs) throws IOException {
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(programs, "PG-*")) {
            for (Path one : unpacked) {
                boolean whole = Stream.of("postgres", "initdb", "pg_ctl")
                        .allMatch(
                                program -> Files.isExecutable(one.resolve("bin").resolve(program)));
                if (Files.exists(one.resolve(".exists")) && !whole) {
                    log.warn("The programs in {} are not complete; they are unpacked anew", one);
                    remove(one);
                }
            }
        }
    }

    private static void remove(Path tree) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(tree)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static IOException foreign(Path folder, String what) {
        return new IOException("The folder " + folder + ", in which PostgreSQL's programs are kept, " + what
                + ", so that others could decide what is run; correct that, or name another place by XDG_CACHE_HOME");
    }
}
