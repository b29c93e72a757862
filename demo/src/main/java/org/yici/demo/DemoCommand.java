package org.yici.demo;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.yici.cli.DataFolder;
import org.yici.cli.Foreground;
import org.yici.cli.Progress;
import org.yici.cli.UsageException;
import org.yici.demo.province.Province;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs a synthetic province on this machine until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            description = "Port of the pages and the API; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    int port = 8080;

    @Option(names = "--data", description = "Folder that keeps everything. Default: ${DEFAULT-VALUE}.")
    Path data = Path.of(DataFolder.USUAL);

    @Option(names = "--people", description = "How many people the province has. Default: ${DEFAULT-VALUE}.")
    int people = Province.DEFAULT_PEOPLE;

    @Override
    public Integer call() throws Exception {
        if (people < Province.LEAST_PEOPLE) {
            throw new UsageException("--people must be at least " + Province.LEAST_PEOPLE);
        }
        DataFolder folder = DataFolder.open(data);
        Foreground.requireFree(port);
        Progress progress = Progress.onTerminal();
        return Foreground.run(new Demonstration(folder, port, people, progress), progress);
    }
}
