package org.yici.app.collection;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The collection job's own class path inside the platform's process: it sees the JDK and the platform's logging and nothing else of
 * the platform, so neither Flink's libraries nor ours meet the other's versions.
 */
final class JobClassLoader extends URLClassLoader {
    private static final ClassLoader PLATFORM = JobClassLoader.class.getClassLoader();

    private JobClassLoader(URL[] urls) {
        super("collection-job", urls, ClassLoader.getPlatformClassLoader());
    }

    /**
     * @param path folders and jars; of a folder, its jars
     * @throws IOException if one of them is missing
     */
    static JobClassLoader of(List<String> path) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String element : path) {
            Path file = Path.of(element);
            if (!Files.exists(file)) {
                throw new IOException("The collection job's class path names " + file
                        + ", which does not exist; build the project or correct yici.collection.job-path");
            }
            boolean classes = Files.isDirectory(file) && element.endsWith("classes");
            if (Files.isDirectory(file) && !classes) {
                try (Stream<Path> jars = Files.list(file)) {
                    for (Path jar : jars.filter(name -> name.toString().endsWith(".jar"))
                            .sorted()
                            .toList()) {
                        // Logging comes from the platform, one configuration for one process.
                        if (!jar.getFileName().toString().startsWith("slf4j-")) {
                            urls.add(jar.toUri().toURL());
                        }
                    }
                }
            } else {
                urls.add(file.toUri().toURL());
            }
        }
        return new JobClassLoader(urls.toArray(URL[]::new));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return name.startsWith("org.slf4j.") ? PLATFORM.loadClass(name) : super.findClass(name);
    }
}
