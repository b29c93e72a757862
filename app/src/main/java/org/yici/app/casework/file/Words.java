package org.yici.app.casework.file;

import org.springframework.context.i18n.LocaleContextHolder;
import org.yici.kernel.masking.Masking;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;

/** Texts that are kept in both languages, in the language of whoever reads them now. */
public final class Words {
    /** Who acts when nobody does. */
    public static final Label PLATFORM = new Label("系统", "Platform");

    public static final Label RULES = new Label("规则", "Rules");

    private Words() {}

    /** The text in the language of the request at hand. */
    public static String of(Label label) {
        return label.in(LocaleContextHolder.getLocale().getLanguage());
    }

    /** A text that is the same in both languages. */
    public static Label same(String text) {
        return new Label(text, text);
    }

    /** A name of which only the first character is shown. */
    public static String mask(String name) {
        return name.isEmpty() ? name : name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
    }

    /** An identifier of which only the ends are shown. */
    public static String maskIdentifier(String identifier) {
        return Masking.mask(ItemType.CITIZEN_ID, identifier);
    }
}
