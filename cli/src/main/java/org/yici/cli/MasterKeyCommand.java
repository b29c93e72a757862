package org.yici.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.app.store.MasterKeyException;
import org.yici.app.store.MasterKeys;
import org.yici.app.store.SecretFile;
import org.yici.app.store.SecretFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "master-key",
        mixinStandardHelpOptions = true,
        description = "The key under which a platform encrypts its keys and passwords where they lie.",
        subcommands = {MasterKeyCommand.New.class, MasterKeyCommand.Open.class})
final class MasterKeyCommand {
    private MasterKeyCommand() {}

    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            exitCodeOnExecutionException = 2,
            description =
                    "Makes a master key in a file (yici.master-key.file). Keep a copy of it elsewhere, not beside the"
                            + " backups: without it nothing of them opens.")
    static final class New implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Parameters(
                paramLabel = "FILE",
                description = "Where; outside of the data folder. An existing file is never overwritten.")
        Path file = Path.of("");

        @Override
        public Integer call() {
            try {
                MasterKeys.create(file);
            } catch (MasterKeyException | UncheckedIOException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println("Name it in the platform’s settings: yici.master-key.file: " + file.toAbsolutePath());
            out.flush();
            return 0;
        }
    }

    @Command(
            name = "open",
            mixinStandardHelpOptions = true,
            exitCodeOnExecutionException = 2,
            description =
                    "Puts the secrets of a stopped platform back in the clear. Name another master key in the settings then,"
                            + " and the next start encrypts them under that one.")
    static final class Open implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Option(names = "--data", paramLabel = "DIR", description = "The data folder. Default: ${DEFAULT-VALUE}.")
        Path data = Path.of(DataFolder.USUAL);

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description =
                        "The platform's settings, which name the master key. Default: config.yaml of the data folder.")
        @Nullable
        Path config;

        @Override
        public Integer call() throws IOException {
            requireStopped();
            SecretFiles files = PlatformSecrets.of(data, config);
            // First all are read, so that a wrong key opens nothing.
            List<Path> sealed = new ArrayList<>();
            List<String> contents = new ArrayList<>();
            for (Path file : files()) {
                if (SecretFiles.isSealed(Files.readString(file))) {
                    sealed.add(file);
                    contents.add(opened(files, file));
                }
            }
            for (int i = 0; i < sealed.size(); i++) {
                SecretFile.write(sealed.get(i), contents.get(i));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    sealed.isEmpty()
                            ? "No secret of " + data.toAbsolutePath().normalize() + " is encrypted"
                            : sealed.size() + " secrets of "
                                    + data.toAbsolutePath().normalize() + " lie in the clear now");
            out.flush();
            return 0;
        }

        /** A platform that runs would encrypt some of them again and read others as they were. */
        private void requireStopped() {
            if (!Files.isDirectory(data)) {
                throw new UsageException(
                        "There is no folder " + data.toAbsolutePath().normalize());
            }
            DataFolder.requireWhole(data);
            if (Files.exists(data.resolve("platform.url")) && PlatformUrl.answers(PlatformUrl.load(data))) {
                throw new UsageException("The platform on "
                        + data.toAbsolutePath().normalize() + " runs; stop it first, and call again");
            }
        }

        private static String opened(SecretFiles files, Path file) throws IOException {
            try {
                return files.read(file);
            } catch (MasterKeyException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }

        private List<Path> files() throws IOException {
            List<Path> files = new ArrayList<>();
            for (Path folder : List.of(data, data.resolve("secrets"))) {
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> all = Files.list(folder)) {
                        all.filter(file -> Files.isRegularFile(file)
                                        && (folder != data || file.toString().endsWith(".key")))
                                .sorted()
                                .forEach(files::add);
                    }
                }
            }
            return files;
        }
    }
}
