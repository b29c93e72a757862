package org.yici.app.directory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.Label;

/**
 * One public service that people can look up, whether it can be applied for here or at a window only.
 *
 * @param address its name in URLs, which stays: the slug of an item that can be applied for, else the list's code without its tail
 * @param code implementation code, raw
 * @param name its official name; English is null where nobody has translated it
 * @param group the main item it belongs to, empty if the list gives none
 * @param office who answers for it
 * @param kind kind of administrative act as the list codes it: 1 licence, 5 payment, 7 confirmation, 8 reward, 9 ruling, 10 other
 *     power, 20 public service; empty for an item that is not on the list
 * @param creditCode unified social credit code of the office that carries it out, as the list gives it; empty if it gives none
 * @param item what can be applied for, or null
 */
public record PublicService(
        String address,
        String code,
        Name name,
        String group,
        Office office,
        String kind,
        String creditCode,
        @Nullable ServiceItem item) {

    /** A name that may lack an English form. */
    public record Name(String zh, @Nullable String en) {
        static Name of(Label label) {
            return new Name(label.zh(), label.en());
        }

        /** Whether it exists in a language given by its ISO 639 code. */
        public boolean isIn(String language) {
            return !language.equals("en") || en != null;
        }

        /** The name in a language, else in Chinese. */
        public String in(String language) {
            return language.equals("en") && en != null ? en : zh;
        }
    }

    /** Whether it is on the district's list. */
    public boolean listed() {
        return !kind.isEmpty();
    }

    /** Whether it can be applied for here. */
    public boolean online() {
        return item != null;
    }

    /** What can be applied for, if it can be. */
    public Optional<ServiceItem> onlineItem() {
        return Optional.ofNullable(item);
    }
}
