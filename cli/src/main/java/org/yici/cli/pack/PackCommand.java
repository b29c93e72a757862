package org.yici.cli.pack;

import picocli.CommandLine.Command;

/** What a platform defines, as a folder of files. */
@Command(
        name = "pack",
        description =
                "Takes what a platform defines (departments, sources, data standards, resources, service items) into a folder, compares it, and brings it in.",
        subcommands = {PackExportCommand.class, PackDiffCommand.class, PackImportCommand.class},
        mixinStandardHelpOptions = true)
public final class PackCommand {}
