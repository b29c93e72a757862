package org.yici.cli;

import java.util.concurrent.Callable;
import org.yici.cli.config.SettingsReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Prints all settings of the platform with default and example.")
final class SettingsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--yaml",
            description = "As a file to begin from, in which each is a comment, instead of a page in Markdown.")
    private boolean yaml;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(yaml ? SettingsReference.yaml() : SettingsReference.markdown());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
