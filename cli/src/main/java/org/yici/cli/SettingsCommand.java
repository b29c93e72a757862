package org.yici.cli;

import java.util.concurrent.Callable;
import org.yici.cli.config.SettingsReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Prints all settings of the platform with default and example, in Markdown.")
final class SettingsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(SettingsReference.markdown());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
