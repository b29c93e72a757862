package org.yici.cli.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All settings, to read in Markdown (docs/configuration.md, and what ./yici settings prints) and to begin from in YAML: a file in which each
 * is a comment (config.yaml of the distribution, ./yici settings --yaml).
 */
public final class SettingsReference {
    private static final String HEAD = """
            # Settings

            Settings stand in `config.yaml` of the data folder, or in the file that `./yici serve --config FILE` names (YAML or properties).
            An argument `--set NAME=VALUE` wins over a variable of the environment, that over the file, and the file over the default. The
            variable of a setting has its name in capitals, without dashes and with `_` for each full stop: `YICI_SITE_PUBLICURL`.

            A password never stands there: each has a file of its own, `secrets/NAME` of the data folder, which only the platform's account
            may read, or comes from the environment.

            What is not listed here is refused at the start, with its line and the nearest name. `*` is a name that you give: of a source, a
            department, a certificate, a class. This page is made by `./yici settings`.
            """;

    private static final String YAML_HEAD = """
            # Settings of Yici. This file is read if it stands as config.yaml in the data folder, or if ./yici serve --config FILE names it.
            # Every setting is a comment here; take its # away and give it your value. NAME in it is a name that you give. An argument
            # --set NAME=VALUE wins over a variable of the environment, that over this file, and this file over the default.
            # What is no setting or no value of it stops the start, with its line and the nearest name.
            # Passwords never stand here: each has a file of its own in secrets/ of the data folder.
            """;

    private SettingsReference() {}

    public static String markdown() {
        StringBuilder text = new StringBuilder(HEAD);
        groups().forEach((group, settings) -> {
            text.append("\n## ")
                    .append(group)
                    .append("\n\n| setting | what it says | default | example |\n|---|---|---|---|\n");
            settings.forEach(setting -> text.append("| `%s` | %s | %s | `%s` |%n"
                    .formatted(
                            setting.name(),
                            setting.description(),
                            setting.defaultValue() == null ? "" : "`" + setting.defaultValue() + "`",
                            setting.example())));
        });
        return text.toString();
    }

    public static String yaml() {
        StringBuilder text = new StringBuilder(YAML_HEAD);
        groups().forEach((group, settings) -> {
            text.append("\n# ---- ").append(group).append('\n');
            settings.forEach(setting -> text.append(entry(setting)));
        });
        return text.toString();
    }

    private static String entry(Setting setting) {
        String name = setting.name().replace("*", "NAME");
        String what = "\n# " + setting.description().replace("*", "NAME");
        if (setting.inFileOfItsOwn()) {
            return what + "\n# " + name + ": in secrets/" + name + "\n";
        }
        String usual = setting.defaultValue() == null ? "" : " Default: " + setting.defaultValue() + ".";
        return what + usual + "\n#" + name + ": " + setting.example() + "\n";
    }

    private static Map<String, List<Setting>> groups() {
        return Settings.all().stream()
                .collect(Collectors.groupingBy(SettingsReference::group, TreeMap::new, Collectors.toList()));
    }

    private static String group(Setting setting) {
        String[] parts = setting.name().split("\\.");
        boolean deep = parts.length > 2 && (parts[0].equals("yici") || parts[0].equals("spring"));
        return deep ? parts[0] + "." + parts[1] : parts[0];
    }
}
