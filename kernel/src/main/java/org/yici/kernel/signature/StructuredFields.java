package org.yici.kernel.signature;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Structured fields (RFC 8941) as far as the profile needs them: a dictionary with one member that is an inner list of strings
 * with parameters, or a byte sequence. Stricter than the RFC: only the canonical form is read, so that there is one way to
 * write what is signed.
 */
final class StructuredFields {
    private static final int LONGEST = 4096;

    private final String text;
    private int at;

    private StructuredFields(String text) {
        this.text = text;
    }

    record Member<T>(String label, T value) {}

    /** Reads {@code label=("a" "b");created=1;nonce="x"}. */
    static Member<SignatureParameters> signatureInput(String field) throws InvalidSignatureException {
        StructuredFields reader = open(field, "Signature-Input");
        String label = reader.key();
        reader.expect('=');
        reader.expect('(');
        List<String> components = new ArrayList<>();
        while (!reader.next(')')) {
            if (!components.isEmpty()) {
                reader.expect(' ');
            }
            String component = reader.string();
            if (components.contains(component)) {
                throw reader.malformed("\"" + component + "\" is covered twice");
            }
            components.add(component);
        }
        reader.expect(')');
        Map<String, Object> values = new LinkedHashMap<>();
        while (reader.next(';')) {
            reader.expect(';');
            String name = reader.key();
            reader.expect('=');
            if (values.put(name, reader.next('"') ? reader.string() : reader.integer()) != null) {
                throw reader.malformed("the parameter " + name + " comes twice");
            }
        }
        reader.end();
        return new Member<>(label, new SignatureParameters(components, values));
    }

    /** Reads {@code label=:base64:}. */
    static Member<byte[]> byteSequence(String field, String fieldName) throws InvalidSignatureException {
        StructuredFields reader = open(field, fieldName);
        String label = reader.key();
        reader.expect('=');
        byte[] value = reader.bytes();
        reader.end();
        return new Member<>(label, value);
    }

    static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String bytes(byte[] value) {
        return ':' + Base64.getEncoder().encodeToString(value) + ':';
    }

    private static StructuredFields open(String field, String name) throws InvalidSignatureException {
        StructuredFields reader = new StructuredFields(field.strip());
        if (reader.text.length() > LONGEST) {
            throw reader.malformed(name + " is longer than " + LONGEST + " characters");
        }
        return reader;
    }

    private boolean next(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void expect(char c) throws InvalidSignatureException {
        if (!next(c)) {
            throw malformed("expected '" + c + "' at character " + (at + 1) + " of a signature field");
        }
        at++;
    }

    private void end() throws InvalidSignatureException {
        if (at < text.length()) {
            throw malformed("one signature is expected; unexpected text from character " + (at + 1));
        }
    }

    private String key() throws InvalidSignatureException {
        int start = at;
        while (at < text.length() && isKeyCharacter(text.charAt(at), at == start)) {
            at++;
        }
        if (at == start) {
            throw malformed("expected a lower-case name at character " + (at + 1) + " of a signature field");
        }
        return text.substring(start, at);
    }

    private static boolean isKeyCharacter(char c, boolean first) {
        return c >= 'a' && c <= 'z' || c == '*' || !first && (c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.');
    }

    private String string() throws InvalidSignatureException {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\') {
                if (!next('"') && !next('\\')) {
                    throw malformed("a backslash must be followed by a quote or a backslash");
                }
                c = text.charAt(at++);
            } else if (c < ' ' || c > '~') {
                throw malformed("a string holds a character that is not printable ASCII");
            }
            value.append(c);
        }
        expect('"');
        return value.toString();
    }

    private Long integer() throws InvalidSignatureException {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        String digits = text.substring(start, at);
        if (!digits.matches("0|[1-9][0-9]{0,14}")) {
            throw malformed("expected a string or a whole number at character " + (start + 1));
        }
        return Long.valueOf(digits);
    }

    private byte[] bytes() throws InvalidSignatureException {
        expect(':');
        int close = text.indexOf(':', at);
        if (close < 0) {
            throw malformed("a byte sequence does not end");
        }
        String encoded = text.substring(at, close);
        at = close + 1;
        try {
            byte[] value = Base64.getDecoder().decode(encoded);
            // The JDK's decoder takes base64 without padding and with stray low bits.
            if (!Base64.getEncoder().encodeToString(value).equals(encoded)) {
                throw malformed("a byte sequence is not canonical base64");
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw malformed("a byte sequence is not base64");
        }
    }

    private InvalidSignatureException malformed(String detail) {
        return new InvalidSignatureException(SignatureFault.MALFORMED, "Signature fields are malformed: " + detail);
    }
}
