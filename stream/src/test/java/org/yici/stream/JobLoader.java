package org.yici.stream;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/** As in the platform: the job in a class loader of its own that shares nothing but the log with whoever calls it. */
final class JobLoader extends URLClassLoader {
    /** One for all jobs of the tests: each loader would load and compile Flink anew, which takes longer than most tests. */
    static final JobLoader SHARED = new JobLoader();

    private JobLoader() {
        super(urls(), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return name.startsWith("org.slf4j.") ? Province.class.getClassLoader().loadClass(name) : super.findClass(name);
    }

    private static URL[] urls() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> {
                    try {
                        return new File(entry).toURI().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(URL[]::new);
    }
}
