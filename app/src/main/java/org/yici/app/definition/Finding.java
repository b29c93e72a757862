package org.yici.app.definition;

/**
 * Something in a definition's text that must be put right before it can be reviewed.
 *
 * @param line where, from 1; 0 if it is about the whole
 * @param text what is wrong and what to do, in English, as the modules' validators say it
 */
public record Finding(int line, String text) {
    @Override
    public String toString() {
        return line > 0 ? "line " + line + ": " + text : text;
    }
}
