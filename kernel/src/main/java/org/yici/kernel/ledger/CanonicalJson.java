package org.yici.kernel.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON that is the same text for the same value: no spaces, keys sorted by UTF-16 code units, strings escaped as in RFC 8785.
 *
 * <p>In one thing it leaves RFC 8785: a number is written as its exact decimal without exponent and trailing zeros, not as the
 * nearest double, because an amount of money may not change on the way. Integers up to 2^53 come out the same in both.
 */
public final class CanonicalJson {
    private static final int MAX_DIGITS = 400;

    private CanonicalJson() {}

    /**
     * Writes a value.
     *
     * @param value a Jackson node, or maps with text keys, collections, texts, numbers, booleans and nulls
     * @throws IllegalArgumentException for anything else, and for a number that is not finite or beyond 400 digits
     */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    /** The same in UTF-8; half a surrogate pair is refused, since it has no bytes of its own. */
    public static byte[] bytes(@Nullable Object value) {
        return StrictText.encode(write(value));
    }

    private static void append(StringBuilder out, @Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof JsonNode) {
            node(out, (JsonNode) value);
        } else if (value instanceof Map) {
            object(out, (Map<?, ?>) value);
        } else if (value instanceof Collection) {
            array(out, ((Collection<?>) value).iterator());
        } else if (value instanceof CharSequence) {
            string(out, value.toString());
        } else if (value instanceof Number) {
            number(out, (Number) value);
        } else if (value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException(
                    "Not a JSON value: " + value.getClass().getName());
        }
    }

    private static void node(StringBuilder out, JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            object(out, fields);
        } else if (node.isArray()) {
            array(out, node.iterator());
        } else if (node.isString()) {
            string(out, node.stringValue());
        } else if (node.isNumber()) {
            number(out, node.numberValue());
        } else if (node.isBoolean()) {
            out.append(node.booleanValue());
        } else if (node.isNull()) {
            out.append("null");
        } else {
            throw new IllegalArgumentException("Not a JSON value: " + node.getNodeType());
        }
    }

    private static void object(StringBuilder out, Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String)) {
                throw new IllegalArgumentException("A key of an object is a text, not " + key + ".");
            }
            sorted.put((String) key, value);
        });
        out.append('{');
        String separator = "";
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            out.append(separator);
            string(out, entry.getKey());
            out.append(':');
            append(out, entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static void array(StringBuilder out, Iterator<?> elements) {
        out.append('[');
        String separator = "";
        while (elements.hasNext()) {
            out.append(separator);
            append(out, elements.next());
            separator = ",";
        }
        out.append(']');
    }

    private static void number(StringBuilder out, Number number) {
        BigDecimal exact;
        if (number instanceof BigInteger) {
            exact = new BigDecimal((BigInteger) number);
        } else {
            try {
                exact = new BigDecimal(number.toString());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("JSON has no number " + number + ".", e);
            }
        }
        if (exact.signum() == 0) {
            out.append('0');
            return;
        }
        BigDecimal stripped = exact.stripTrailingZeros();
        if (stripped.precision() > MAX_DIGITS || Math.abs((long) stripped.scale()) > MAX_DIGITS) {
            throw new IllegalArgumentException("A number has at most " + MAX_DIGITS + " digits.");
        }
        out.append(stripped.toPlainString());
    }

    static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
