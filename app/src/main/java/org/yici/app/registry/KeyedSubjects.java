package org.yici.app.registry;

import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.identifier.IdentifierFault;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.text.HalfWidth;

@Service
class KeyedSubjects implements Subjects {
    private final SubjectKey key;

    KeyedSubjects(SubjectKey key) {
        this.key = key;
    }

    @Override
    public UUID of(ItemType type, String identifier) {
        String standard = switch (type) {
            case CITIZEN_ID ->
                CitizenId.parse(normal(identifier))
                        .orElseThrow(() -> fault(
                                "a citizen ID",
                                CitizenId.fault(normal(identifier)).orElseThrow()))
                        .value();
            case CREDIT_CODE ->
                CreditCode.parse(normal(identifier))
                        .orElseThrow(() -> fault(
                                "a credit code",
                                CreditCode.fault(normal(identifier)).orElseThrow()))
                        .value();
            default -> throw new IllegalArgumentException(type + " does not name a subject");
        };
        return new SubjectIds(key.value()).of(type, standard);
    }

    @Override
    public UUID of(String identifier) {
        String normal = normal(identifier);
        boolean creditCode =
                CreditCode.parse(normal).isPresent() && CitizenId.parse(normal).isEmpty();
        return of(creditCode ? ItemType.CREDIT_CODE : ItemType.CITIZEN_ID, identifier);
    }

    private static String normal(String identifier) {
        return HalfWidth.of(identifier).replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static IllegalArgumentException fault(String what, IdentifierFault fault) {
        return new IllegalArgumentException("Not " + what + ": "
                + switch (fault) {
                    case LENGTH -> "it must have 18 characters";
                    case CHARACTERS -> "it has a character that does not belong there";
                    case PLACEHOLDER -> "it is typed where there is no number";
                    case BIRTH_DATE -> "its birth date does not exist";
                    case CHECK -> "its last character does not fit the others; look for a typing mistake";
                });
    }
}
