package org.yici.app.definition;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/** A kind of definition; every Spring bean of this type is one. Its methods are called within the transaction of whoever acts. */
public interface DefinitionKind {
    /** What it is called in addresses and packs: {@code resource}. */
    String id();

    /**
     * Reads a text and compares it with all that is in force.
     *
     * @throws InvalidDefinitionException if it is not in order; it holds all that was found
     */
    Content check(String text);

    /**
     * As {@link #check}, compared with what is in force alone, before a text is put in force: nobody's draft is in the way.
     *
     * @throws InvalidDefinitionException if it is not in order
     */
    default Content checkInForce(String text) {
        return check(text);
    }

    /**
     * Reads a text and compares it with nothing, so that what is wrong with it tells of nobody's definitions.
     *
     * @throws InvalidDefinitionException if it is not of this form
     */
    void requireForm(String text);

    /** What a text with faults defines, as far as that can be told; empty if not even its name can. */
    Optional<Content> identify(String text);

    /**
     * Puts a text, which was checked, in force; the same text again changes nothing.
     *
     * @return number of its edition, from 1; 0 if the module has no numbers of its own, and the next is taken
     */
    int publish(String text);

    /** Texts of this kind that are published together, each after those that it rests on. */
    default List<String> inOrder(List<String> texts) {
        return texts;
    }

    /** Takes a definition that nobody uses out of force. */
    void withdraw(String name);

    /** The last draft of a name that was never published is gone: what the module keeps beside it goes too. */
    default void forget(String name) {
        // Most keep nothing.
    }

    /** Whether a department's stewards define their own; else only operators do. */
    default boolean isOfDepartments() {
        return true;
    }

    /** A text to begin with, with what each key means. */
    String example();

    /**
     * What a text defines.
     *
     * @param name by which it is known for ever, without a full stop: {@code GA5100/000001}
     * @param department code of the department whose stewards may change it; null if only operators may
     * @param label what people call it
     */
    record Content(String name, @Nullable String department, Label label) {}
}
