package org.yici.app.directory;

/**
 * What is looked for; an empty text means any.
 *
 * @param text everyday words, a part of a name, a code, pinyin
 * @param department Chinese name of the department as the list gives it
 * @param kind code of the kind of act
 */
public record Query(String text, String department, String kind) {
    /** More characters find nothing more: no service is called so. */
    private static final int LONGEST = 100;

    public Query {
        text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    public boolean isEmpty() {
        return text.isBlank() && department.isEmpty() && kind.isEmpty();
    }

    boolean accepts(PublicService service) {
        return (department.isEmpty() || service.office().label().zh().equals(department))
                && (kind.isEmpty() || service.kind().equals(kind));
    }
}
