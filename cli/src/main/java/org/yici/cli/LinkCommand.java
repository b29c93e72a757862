package org.yici.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.cli.linkage.BadFileException;
import org.yici.cli.linkage.LinkageFiles;
import org.yici.cli.linkage.LinkageRecords;
import org.yici.cli.linkage.OutputFile;
import org.yici.kernel.linking.BatchLinkage;
import org.yici.kernel.linking.Explanation;
import org.yici.kernel.linking.Frequencies;
import org.yici.kernel.linking.LinkageModel;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.linking.PreparedRecord;
import org.yici.kernel.linking.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        description = {
            "Finds out which records are of one subject.",
            "  yici link --model zh_person records.csv --out clusters.csv",
            "  yici link --model zh_person records.csv --explain R0000001 R0000002",
            "  yici link --model zh_person records.csv --train --out model.json [--truth truth.csv]",
            "  yici link --generate 1000000 --out records.csv [--truth truth.csv]"
        })
final class LinkCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "febrl, fake, historical, zh_person, zh_company, or a model's file (ends in .json).")
    @Nullable
    String model;

    @Parameters(
            paramLabel = "records.csv",
            arity = "0..1",
            description = "Header with rec_id and the model's columns, UTF-8.")
    @Nullable
    Path records;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the outcome goes: rec_id,cluster.")
    @Nullable
    Path out;

    @Option(
            names = "--links",
            paramLabel = "FILE",
            description =
                    "Where the pairs go that were linked or want a steward: first,second,weight,probability,decision.")
    @Nullable
    Path links;

    @Option(names = "--explain", arity = "2", paramLabel = "ID", description = "Why two records are linked or not.")
    @Nullable
    List<String> explain;

    @Option(names = "--train", description = "Estimate the model's weights from these records; --out gets the model.")
    boolean train;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "rec_id,cluster: with --train what is known to be one subject; with --generate where it goes.")
    @Nullable
    Path truth;

    @Option(names = "--generate", paramLabel = "N", description = "Make N records of invented persons for zh_person.")
    int generate;

    @Option(names = "--seed", description = "Of --generate and --train (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Override
    public Integer call() {
        return MemoryGuard.guarded(spec.commandLine().getErr(), this::run);
    }

    private int run() {
        try {
            if (generate > 0) {
                generate(required(out, "--out"));
            } else if (train) {
                train(linker(), required(records, "records.csv"), required(out, "--out"));
            } else {
                link(linker(), required(records, "records.csv"));
            }
            return 0;
        } catch (BadFileException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new UsageException(name + " is missing; yici link --help shows how it goes");
        }
        return value;
    }

    private Linker linker() {
        String name = required(model, "--model");
        boolean own = name.endsWith(".json");
        try {
            return new Linker(own ? ModelFiles.parse(Files.readAllBytes(Path.of(name))) : ModelFiles.named(name));
        } catch (IllegalArgumentException e) {
            throw new UsageException((own ? name + ": " : "") + e.getMessage());
        } catch (IOException e) {
            throw BadFileException.of(Path.of(name), "cannot be read", e);
        }
    }

    /** What is read and must not be written over. */
    private List<Path> inputs() {
        List<Path> inputs = new ArrayList<>();
        Stream.of(records, truth).filter(Objects::nonNull).forEach(inputs::add);
        if (model != null && model.endsWith(".json")) {
            inputs.add(Path.of(model));
        }
        return inputs;
    }

    /** Writes clusters, pairs, or both, and explains two records: whatever was asked for. */
    private void link(Linker linker, Path file) {
        if (links == null && explain == null) {
            required(out, "--out");
        }
        List<Path> taken = inputs();
        OutputFile clusters = output(out, taken);
        OutputFile pairs = output(links, taken);
        List<PreparedRecord> entries;
        Frequencies frequencies;
        try (LinkProgress progress = new LinkProgress(spec.commandLine().getErr(), file)) {
            entries = LinkageFiles.records(file, linker, progress::read);
            BatchLinkage.Result result = BatchLinkage.link(linker, entries, progress);
            frequencies = result.frequencies();
            if (clusters != null || pairs != null) {
                if (clusters != null) {
                    writeClusters(clusters, entries, result);
                }
                if (pairs != null) {
                    writeLinks(pairs, entries, result);
                }
            }
        }
        if (explain != null) {
            PreparedRecord first = find(entries, explain.get(0), file);
            PreparedRecord second = find(entries, explain.get(1), file);
            print(linker.score(first, second, frequencies));
        }
    }

    private static @Nullable OutputFile output(@Nullable Path file, List<Path> taken) {
        if (file == null) {
            return null;
        }
        OutputFile output = OutputFile.at(file, taken);
        taken.add(file);
        return output;
    }

    private static void writeClusters(OutputFile file, List<PreparedRecord> entries, BatchLinkage.Result result) {
        file.write(csv -> {
            csv.writeRecord("rec_id", "cluster");
            for (int i = 0; i < entries.size(); i++) {
                csv.writeRecord(
                        entries.get(i).id(), entries.get(result.cluster()[i]).id());
            }
        });
    }

    private static void writeLinks(OutputFile file, List<PreparedRecord> entries, BatchLinkage.Result result) {
        file.write(csv -> {
            csv.writeRecord("first", "second", "weight", "probability", "decision");
            for (BatchLinkage.Pair pair : result.pairs()) {
                boolean linked = result.cluster()[pair.first()] == result.cluster()[pair.second()];
                csv.writeRecord(
                        entries.get(pair.first()).id(),
                        entries.get(pair.second()).id(),
                        String.format(Locale.ROOT, "%.2f", pair.weight()),
                        String.format(Locale.ROOT, "%.6f", 1 / (1 + Math.pow(2, -pair.weight()))),
                        linked ? "link" : "review");
            }
            for (int[] places : result.disputed()) {
                for (int i = 1; i < places.length; i++) {
                    // One identifier, clearly different people: whose it is, is for a steward to find out.
                    if (result.cluster()[places[i - 1]] != result.cluster()[places[i]]) {
                        csv.writeRecord(
                                entries.get(places[i - 1]).id(),
                                entries.get(places[i]).id(),
                                "",
                                "",
                                "review");
                    }
                }
            }
        });
    }

    private static PreparedRecord find(List<PreparedRecord> entries, String id, Path file) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UsageException(file + " has no record " + id));
    }

    private void print(Explanation explanation) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.printf(
                "%s and %s by model %s, version %s%n",
                explanation.first(), explanation.second(), explanation.model(), explanation.version());
        TextTable table = new TextTable();
        List.of("field", "first", "second", "level").forEach(head -> table.column(head, false));
        List.of("weight", "rarity", "sum").forEach(head -> table.column(head, true));
        double sum = explanation.prior();
        table.row(List.of("prior", "", "", "", "", "", bits(sum)));
        for (Explanation.Part part : explanation.parts()) {
            sum += part.weight();
            table.row(List.of(
                    part.field(),
                    part.firstValue(),
                    part.secondValue(),
                    part.level(),
                    bits(part.agreement()),
                    bits(part.frequency()),
                    bits(sum)));
        }
        table.row(List.of("kin", "", "", "", bits(explanation.kin()), "", bits(explanation.weight())));
        table.print(writer);
        writer.printf(
                "%s: %.2f bits, probability %.6f%s%n",
                explanation.decision().name().toLowerCase(Locale.ROOT),
                explanation.weight(),
                explanation.probability(),
                explanation.forbidden() ? " (two valid identifiers differ)" : "");
    }

    private static String bits(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }

    private void train(Linker linker, Path file, Path target) {
        OutputFile output = OutputFile.at(target, inputs());
        try (LinkProgress progress = new LinkProgress(spec.commandLine().getErr(), file)) {
            List<PreparedRecord> entries = LinkageFiles.records(file, linker, progress::read);
            if (entries.size() < 2) {
                throw new UsageException(file + " has fewer than two records");
            }
            Trainer trainer = new Trainer(linker.model(), entries, seed);
            String version = linker.model().version() + "+trained";
            LinkageModel trained =
                    truth == null ? trainer.train(version) : trainer.train(version, LinkageFiles.truth(truth, entries));
            output.write(ModelFiles.write(trained));
        }
    }

    private void generate(Path target) {
        OutputFile output = OutputFile.at(target, List.of());
        OutputFile answers = truth == null ? null : OutputFile.at(truth, List.of(target));
        LinkageRecords invented = new LinkageRecords(seed, generate);
        LongProgress progress = new LongProgress(spec.commandLine().getErr(), generate);
        output.write(csv -> {
            csv.writeRecord(LinkageRecords.COLUMNS);
            for (int i = 0; i < invented.count(); i++) {
                csv.writeRecord(invented.row(i));
                progress.at(i);
            }
        });
        progress.close();
        if (answers != null) {
            answers.write(csv -> {
                csv.writeRecord("rec_id", "cluster");
                for (int i = 0; i < invented.count(); i++) {
                    csv.writeRecord(LinkageRecords.id(i), invented.subject(i));
                }
            });
        }
    }
}
