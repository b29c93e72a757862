package org.yici.demo;

import org.yici.cli.Progress;
import org.yici.demo.province.Province;

/** Shows how far the invention of a province is: on a terminal at each thousandth, elsewhere a line at each tenth of a large one. */
final class Invention implements Province.Growth {
    private static final long LARGE = 50_000;

    private final Progress progress;
    private long shown;
    private long written;

    Invention(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void report(long done, long total) {
        if (done * 1000 / total != shown) {
            shown = done * 1000 / total;
            progress.moving("inventing the province", done, total);
        }
        if (total >= LARGE && done * 10 / total > written) {
            written = done * 10 / total;
            progress.far("inventing the province", done, total);
        }
    }
}
