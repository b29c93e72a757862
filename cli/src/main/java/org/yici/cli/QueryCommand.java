package org.yici.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Asks the exchange for values. */
@Command(
        name = "query",
        description = "Asks the exchange for a subject's data as a department's system does, with a signed request.",
        footer = {"", "Exit code: 0 answered, 1 refused, 2 the platform could not be asked."},
        mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
    @Mixin
    private ExchangeQuestion question = new ExchangeQuestion();

    @Option(
            names = "--items",
            split = ",",
            paramLabel = "NAME",
            description = "Items (default: all that the grant covers).")
    private List<String> items = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, ?> own = items.isEmpty() ? Map.of() : Map.of("items", items);
        return question.ask(
                "query", own, QueryCommand::print, spec.commandLine().getOut());
    }

    private static void print(JsonNode answer, PrintWriter out) {
        JsonNode records = answer.required("records");
        out.println(answer.required("resource").stringValue() + ": " + records.size()
                + (records.size() == 1 ? " record" : " records"));
        if (answer.path("not_collected").booleanValue(false)) {
            out.println("  changes of it do not come in now: the department may hold something else");
        }
        for (JsonNode record : records) {
            Set<String> masked = new HashSet<>();
            record.required("masked").forEach(name -> masked.add(name.stringValue()));
            out.println("  " + record.required("key").stringValue() + " · from "
                    + record.required("provider").stringValue() + ", committed there "
                    + record.required("source_time").stringValue() + ", readable here "
                    + record.required("arrived_at").stringValue());
            if (record.has("newer_unread")) {
                out.println(
                        "    written anew there " + record.path("newer_unread").stringValue()
                                + " in a version that could not be read: this is not what the department holds now");
            }
            int width = record.required("values").propertyNames().stream()
                    .mapToInt(String::length)
                    .max()
                    .orElse(1);
            record.required("values")
                    .properties()
                    .forEach(value -> out.println("    "
                            + ("%-" + width + "s").formatted(value.getKey()) + "  "
                            + value.getValue().stringValue()
                            + (masked.contains(value.getKey()) ? "   (masked)" : "")));
        }
    }
}
