package org.yici.cli.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference of all settings, in Markdown: docs/configuration.md, and what ./yici settings prints. */
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

    private SettingsReference() {}

    public static String markdown() {
        Map<String, List<Setting>> groups = Settings.all().stream()
                .collect(Collectors.groupingBy(SettingsReference::group, TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder(HEAD);
        groups.forEach((group, settings) -> {
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

    private static String group(Setting setting) {
        String[] parts = setting.name().split("\\.");
        boolean deep = parts.length > 2 && (parts[0].equals("yici") || parts[0].equals("spring"));
        return deep ? parts[0] + "." + parts[1] : parts[0];
    }
}
