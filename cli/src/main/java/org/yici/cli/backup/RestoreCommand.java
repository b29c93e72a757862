package org.yici.cli.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.yici.cli.LongProgress;
import org.yici.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2,
        description =
                "Makes a platform's data folder out of a backup. All of the backup is checked before anything is written.",
        footer = {"", "Exit code: 0 restored; 2 not restored."})
public final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The backup.")
    private Path backup = Path.of("");

    @Option(names = "--data", paramLabel = "NEW", description = "A new or empty folder.")
    private @Nullable Path data;

    @Option(names = "--check", description = "Only check whether the backup is whole and undamaged.")
    private boolean check;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Spec
    private CommandSpec spec;

    private @Nullable LongProgress step;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        BackupReader reader = new BackupReader(backup.toAbsolutePath().normalize());
        if (data == null && !check) {
            throw new UsageException("Name the folder that it is restored into: --data NEW");
        }
        byte[] secret = passphrase.read();
        try {
            Path target = data == null ? null : data.toAbsolutePath().normalize();
            if (target != null && !check) {
                Disk.requireEmpty(target);
            }
            BackupReader.Whole whole = reader.open(secret, this::progress);
            if (target == null || check) {
                out.printf(
                        "whole: made %s, %,d files, %,d bytes%n",
                        reader.header().made(), whole.files(), whole.bytes());
                return 0;
            }
            Disk.requireRoom(target, whole.bytes());
            whole.restore(target, this::progress);
            out.printf(
                    "restored: made %s, %,d files, %,d bytes, in %s%n",
                    reader.header().made(), whole.files(), whole.bytes(), target);
            out.println("Now look whether it is sound: ./yici ledger audit --data " + target);
            out.println(
                    "What happened after the backup is not in it. Should anybody hold a later receipt, see ./yici ledger begin --help");
            return 0;
        } catch (IOException e) {
            throw new UsageException("Nothing is restored: " + e.getClass().getSimpleName() + " " + e.getMessage());
        } finally {
            endStep();
        }
    }

    private LongConsumer progress(long total) {
        endStep();
        LongProgress next = new LongProgress(spec.commandLine().getErr(), total);
        step = next;
        return done -> {
            synchronized (next) {
                next.at(done);
            }
        };
    }

    private void endStep() {
        if (step != null) {
            step.close();
            step = null;
        }
    }
}
