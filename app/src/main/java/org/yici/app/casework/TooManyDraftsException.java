package org.yici.app.casework;

import java.util.List;

/** The person has as many drafts of the service item, and cases of it that wait for first data, as may be; one must be finished or discarded first. */
public class TooManyDraftsException extends IllegalCaseStateException {
    private final List<String> numbers;

    public TooManyDraftsException(List<String> numbers) {
        super("You have " + numbers.size() + " drafts of this service or applications that wait for data;"
                + " finish or discard one of these first: "
                + String.join(", ", numbers));
        this.numbers = List.copyOf(numbers);
    }

    /** Numbers of the drafts, oldest first. */
    public List<String> numbers() {
        return numbers;
    }
}
