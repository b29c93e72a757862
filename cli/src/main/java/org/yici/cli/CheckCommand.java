package org.yici.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the exchange whether values are so. */
@Command(
        name = "check",
        description = "Asks the exchange whether a subject's values are as claimed; yes or no is all that comes back.",
        footer = {"", "Exit code: 0 answered yes or no, 1 refused, 2 the platform could not be asked."},
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ExchangeQuestion question = new ExchangeQuestion();

    @Option(
            names = "--expect",
            required = true,
            paramLabel = "NAME=VALUE",
            description = "An item and the value that is claimed; may come several times.")
    private Map<String, String> expected = new LinkedHashMap<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return question.ask(
                "check",
                Map.of("expect", expected),
                (answer, out) -> out.println(answer.required("resource").stringValue() + ": "
                        + (answer.required("matches").booleanValue() ? "yes, all values match" : "no")),
                spec.commandLine().getOut());
    }
}
