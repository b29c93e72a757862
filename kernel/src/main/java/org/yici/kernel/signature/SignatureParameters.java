package org.yici.kernel.signature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value of one member of {@code Signature-Input}: what is covered, and under which parameters (RFC 9421, section 2.3).
 *
 * @param components names of the covered components, in order
 * @param values the parameters in the order in which they stand: a {@link String} or a {@link Long}
 */
record SignatureParameters(List<String> components, Map<String, Object> values) {
    SignatureParameters {
        components = List.copyOf(components);
        // The order is part of what is signed.
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<Long> number(String name) {
        return values.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    /** The canonical form (RFC 8941, section 4.1) that is both sent and signed. */
    String serialize() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < components.size(); i++) {
            text.append(i == 0 ? "" : " ").append(StructuredFields.quote(components.get(i)));
        }
        text.append(')');
        values.forEach((name, value) -> text.append(';')
                .append(name)
                .append('=')
                .append(value instanceof String string ? StructuredFields.quote(string) : value.toString()));
        return text.toString();
    }

    /**
     * The signature base (RFC 9421, section 2.5).
     *
     * @throws InvalidSignatureException if a component is not in the message
     */
    String base(HttpRequestMessage message) throws InvalidSignatureException {
        StringBuilder base = new StringBuilder();
        for (String name : components) {
            String value = message.component(name)
                    .orElseThrow(() -> new InvalidSignatureException(
                            SignatureFault.COMPONENT,
                            "The signature covers \"" + name + "\", which the request does not have"));
            base.append('"').append(name).append("\": ").append(value).append('\n');
        }
        return base.append("\"@signature-params\": ").append(serialize()).toString();
    }
}
