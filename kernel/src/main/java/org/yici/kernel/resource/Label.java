package org.yici.kernel.resource;

/** One text in the two languages of the product. */
public record Label(String zh, String en) {
    /** The text in a language given by its ISO 639 code; anything but "en" is Chinese. */
    public String in(String language) {
        return "en".equals(language) ? en : zh;
    }
}
