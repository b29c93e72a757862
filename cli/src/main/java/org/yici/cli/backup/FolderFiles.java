package org.yici.cli.backup;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a data folder is copied.
 *
 * @param files by path relative to the data folder
 * @param folders relative to it, outer ones first
 * @param servers folders of other PostgreSQL servers, which are not copied
 * @param bytes all files together, as they were when they were listed
 */
record FolderFiles(SortedMap<String, Path> files, List<String> folders, List<String> servers, long bytes) {
    static final String SERVER = "platform";
    static final String CONTROL = "global/pg_control";

    /** What belongs to a run, and would mislead the next. */
    private static final Set<String> OF_A_RUN = Set.of("platform.json", "platform.url", "lock", "server.log");

    /** Folders of a server that another one begins empty, and files that it makes anew: as pg_basebackup leaves them out. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> MADE_ANEW = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "backup_label",
            "tablespace_map",
            "backup_manifest",
            "current_logfiles");

    /**
     * Keys, passwords, settings: all but the data of PostgreSQL servers.
     *
     * @param withServer whether the password of the platform's own server is wanted
     */
    static FolderFiles ofFolder(Path data, boolean withServer) throws IOException {
        Walk walk = new Walk(data, data) {
            @Override
            boolean enters(Path folder) {
                if (!Files.exists(folder.resolve("PG_VERSION"))) {
                    return withServer || !folder.equals(data.resolve(SERVER));
                }
                String server = data.relativize(folder.getParent()).toString();
                if (!server.equals(SERVER)) {
                    servers.add(server);
                }
                return false;
            }

            @Override
            boolean takes(Path file, String name) {
                return !OF_A_RUN.contains(name) && !name.startsWith("platform.log") && !name.endsWith(".new");
            }
        };
        return walk.listed();
    }

    /** The data of the platform's own server, without its write-ahead log. */
    static FolderFiles ofServer(Path data) throws IOException {
        Path server = data.resolve(SERVER).resolve("data");
        return new Walk(data, server) {
            @Override
            boolean enters(Path folder) {
                return !isEmptied(server.relativize(folder))
                        && !folder.getFileName().toString().startsWith("pgsql_tmp");
            }

            @Override
            boolean takes(Path file, String name) {
                return !isEmptied(server.relativize(file))
                        && !MADE_ANEW.contains(name)
                        && !name.startsWith("pg_internal.init")
                        && !name.startsWith("pgsql_tmp")
                        && !name.endsWith(".tmp");
            }
        }.listed();
    }

    private static boolean isEmptied(Path place) {
        return place.getNameCount() > 1 && EMPTIED.contains(place.getName(0).toString());
    }

    private abstract static class Walk extends SimpleFileVisitor<Path> {
        private final Path data;
        private final Path from;
        private final SortedMap<String, Path> files = new TreeMap<>();
        private final List<String> folders = new ArrayList<>();
        final List<String> servers = new ArrayList<>();
        private long bytes;

        Walk(Path data, Path from) {
            this.data = data;
            this.from = from;
        }

        abstract boolean enters(Path folder);

        abstract boolean takes(Path file, String name);

        FolderFiles listed() throws IOException {
            Files.walkFileTree(from, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
            return new FolderFiles(files, folders, servers, bytes);
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(from) && !enters(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!folder.equals(data)) {
                folders.add(data.relativize(folder).toString());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && takes(file, file.getFileName().toString())) {
                files.put(data.relativize(file).toString(), file);
                bytes += attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                // A running server removes files.
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
