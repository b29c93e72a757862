package org.yici.e2e;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's Chromium, started once for a test class. Not safe for use by several threads. */
public final class Browser implements AutoCloseable {
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String url;

    /** A browser that visits the shared demonstration. */
    public Browser() {
        this(DemoProcess.sharedUrl());
    }

    public Browser(String url) {
        this.url = url;
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    private static Path executable() {
        String given = System.getenv("CHROMIUM");
        Path path = Path.of(given == null || given.isBlank() ? "/usr/bin/chromium" : given);
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException("There is no Chromium at " + path
                    + ". Install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM.");
        }
        return path;
    }

    /** Somebody at a desk. */
    public Visitor desktop() {
        return visitor(new NewContextOptions().setViewportSize(1280, 900));
    }

    /** Somebody with a telephone. */
    public Visitor phone() {
        return visitor(new NewContextOptions()
                .setViewportSize(390, 844)
                .setIsMobile(true)
                .setHasTouch(true)
                .setDeviceScaleFactor(2));
    }

    /** Somebody whose browser runs no scripts. */
    public Visitor withoutScript() {
        return visitor(new NewContextOptions().setViewportSize(1280, 900).setJavaScriptEnabled(false));
    }

    private Visitor visitor(NewContextOptions options) {
        BrowserContext context = chromium.newContext(
                options.setBaseURL(url).setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        context.setDefaultTimeout(20_000);
        return new Visitor(context);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
