package org.yici.app.definition;

import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * Something in a definition's text that must be put right before it can be reviewed.
 *
 * @param line where, from 1; 0 if it is about the whole
 * @param text what is wrong and what to do
 * @param place the same place in one of the files that the text is made of; null if it is one file
 */
public record Finding(int line, Label text, @Nullable Place place) {
    /**
     * A place in a file.
     *
     * @param line from 1; 0 if it is about the whole file
     */
    public record Place(String file, int line) {
        @Override
        public String toString() {
            return line > 0 ? file + ", line " + line : file;
        }
    }

    public Finding(int line, Label text) {
        this(line, text, null);
    }

    /** The text in English, with its file, as programs get it. */
    public String english() {
        return place == null ? text.en() : text.en() + " (" + place + ")";
    }

    /** The text with where it is. */
    public Label sentence() {
        String where = place != null ? place.file() : "";
        int number = place != null ? place.line() : line;
        if (number > 0) {
            where = (where + " 第 " + number + " 行").strip();
        }
        return new Label(where.isEmpty() ? text.zh() : where + "：" + text.zh(), toString());
    }

    @Override
    public String toString() {
        return line > 0 ? "line " + line + ": " + english() : english();
    }
}
