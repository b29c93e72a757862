package org.yici.app.api;

import com.nimbusds.jose.jwk.ECKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of a query or a check, and names the field that is wrong. A value is never repeated in what it says. */
final class CallReader {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> COMMON =
            Set.of("resource", "purpose", "subject", "case", "consumer", "encrypt_to");
    private static final Pattern RESOURCE = Pattern.compile("[A-Z]{2}[0-9]{4}/[0-9]{6}");
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern ITEM = Pattern.compile("[a-z][a-z0-9_]{0,50}");
    private static final Pattern CASE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");
    private static final Pattern DEPARTMENT = Pattern.compile("[a-z][a-z0-9-]{0,50}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,1000}");
    private static final int MOST_ITEMS = 100;
    private static final String RECEIVER = "encrypt_to";

    private final JsonNode body;

    private CallReader(JsonNode body) {
        this.body = body;
    }

    /** A body that cannot be taken: 400 if its shape is wrong, 422 if a value is. */
    static final class Fault extends Exception {
        private final HttpStatus status;
        private final String field;

        Fault(HttpStatus status, String field, String message) {
            super(message);
            this.status = status;
            this.field = field;
        }

        HttpStatus status() {
            return status;
        }

        String field() {
            return field;
        }
    }

    static Call query(byte[] body) throws Fault {
        CallReader reader = open(body, "items");
        return reader.call(reader.items(), Map.of());
    }

    static Call check(byte[] body) throws Fault {
        CallReader reader = open(body, "expect");
        return reader.call(List.of(), reader.expectations());
    }

    private static CallReader open(byte[] body, String own) throws Fault {
        JsonNode tree;
        try {
            tree = JSON.readTree(body);
        } catch (JacksonException e) {
            throw new Fault(HttpStatus.BAD_REQUEST, "", "The body must be one JSON object without doubled fields");
        }
        if (!tree.isObject()) {
            throw new Fault(HttpStatus.BAD_REQUEST, "", "The body must be a JSON object");
        }
        for (String name : tree.propertyNames()) {
            if (!COMMON.contains(name) && !name.equals(own)) {
                String shown = ITEM.matcher(name).matches() ? name : "?";
                throw new Fault(HttpStatus.BAD_REQUEST, shown, "There is no field '" + shown + "'; leave it out");
            }
        }
        return new CallReader(tree);
    }

    private Call call(List<String> items, Map<String, String> expect) throws Fault {
        return new Call(
                required("resource", RESOURCE, "a code like GA5100/000001"),
                required("purpose", PURPOSE, "lower-case letters, digits and hyphens"),
                required("subject", VALUE, "a citizen ID or a credit code"),
                items,
                expect,
                optional("case", CASE, "a case number"),
                optional("consumer", DEPARTMENT, "a department's code"),
                receiver());
    }

    private @Nullable ECKey receiver() throws Fault {
        JsonNode node = body.path(RECEIVER);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isObject() || node.size() > MOST_ITEMS) {
            throw new Fault(HttpStatus.BAD_REQUEST, RECEIVER, "The field 'encrypt_to' must be a public JSON Web Key");
        }
        Map<String, String> jwk = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            jwk.put(
                    member.getKey(),
                    member.getValue().isString() ? member.getValue().stringValue() : "");
        }
        try {
            return EncryptedAnswer.key(jwk);
        } catch (IllegalArgumentException e) {
            throw new Fault(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    RECEIVER,
                    "The field 'encrypt_to' is no key to use: " + e.getMessage());
        }
    }

    private List<String> items() throws Fault {
        JsonNode node = body.path("items");
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new Fault(HttpStatus.BAD_REQUEST, "items", "The field 'items' must be a list of item names");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode name : node) {
            names.add(text("items", name, ITEM, "names of items"));
        }
        requireFew("items", names.size());
        return names;
    }

    private Map<String, String> expectations() throws Fault {
        JsonNode node = body.path("expect");
        if (!node.isObject() || node.isEmpty()) {
            throw new Fault(
                    HttpStatus.BAD_REQUEST,
                    "expect",
                    "The field 'expect' must map at least one item to its claimed value");
        }
        requireFew("expect", node.size());
        Map<String, String> expected = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!ITEM.matcher(entry.getKey()).matches()) {
                throw new Fault(HttpStatus.UNPROCESSABLE_CONTENT, "expect", "A name in 'expect' is not an item's name");
            }
            expected.put(entry.getKey(), text("expect", entry.getValue(), VALUE, "texts of at most 1000 characters"));
        }
        return expected;
    }

    private String required(String field, Pattern form, String words) throws Fault {
        String value = optional(field, form, words);
        if (value == null) {
            throw new Fault(HttpStatus.BAD_REQUEST, field, "The field '" + field + "' is missing: " + words);
        }
        return value;
    }

    private @Nullable String optional(String field, Pattern form, String words) throws Fault {
        JsonNode node = body.path(field);
        return node.isMissingNode() || node.isNull() ? null : text(field, node, form, words);
    }

    private static String text(String field, JsonNode node, Pattern form, String words) throws Fault {
        if (!node.isString()) {
            throw new Fault(HttpStatus.BAD_REQUEST, field, "The field '" + field + "' must be text: " + words);
        }
        if (!form.matcher(node.stringValue()).matches()) {
            throw new Fault(HttpStatus.UNPROCESSABLE_CONTENT, field, "The field '" + field + "' must be " + words);
        }
        return node.stringValue();
    }

    private static void requireFew(String field, int count) throws Fault {
        if (count > MOST_ITEMS) {
            throw new Fault(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    field,
                    "The field '" + field + "' names at most " + MOST_ITEMS + " items");
        }
    }
}
