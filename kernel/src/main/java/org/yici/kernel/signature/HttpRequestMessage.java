package org.yici.kernel.signature;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as its signature sees it.
 *
 * @param method {@code POST}
 * @param scheme {@code http} or {@code https}
 * @param authority the host, with the port unless it is the scheme's own
 * @param path the absolute path as it stands on the line, still percent-encoded
 * @param query the query without its question mark, null if there is none
 * @param fields field name to the values of all its lines; names are matched without regard to case
 * @param body the content, empty if there is none
 */
public record HttpRequestMessage(
        String method,
        String scheme,
        String authority,
        String path,
        @Nullable String query,
        Map<String, List<String>> fields,
        byte[] body) {
    public HttpRequestMessage {
        scheme = scheme.toLowerCase(Locale.ROOT);
        authority = withoutDefaultPort(scheme, authority.toLowerCase(Locale.ROOT));
        path = path.isEmpty() ? "/" : path;
        Map<String, List<String>> lower = new TreeMap<>();
        fields.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        fields = lower;
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    boolean hasBody() {
        return body.length > 0;
    }

    /** The values of a field's lines, empty if it is absent. */
    List<String> lines(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /**
     * The value of a component (RFC 9421, section 2), empty if the request has none or the profile does not know it. Lines of
     * one field are trimmed and joined by a comma and a space.
     */
    Optional<String> component(String name) {
        return switch (name) {
            case "@method" -> Optional.of(method);
            case "@target-uri" -> Optional.of(scheme + "://" + authority + path + (query == null ? "" : "?" + query));
            case "@authority" -> Optional.of(authority);
            case "@scheme" -> Optional.of(scheme);
            case "@path" -> Optional.of(path);
            case "@query" -> Optional.of("?" + (query == null ? "" : query));
            default ->
                name.startsWith("@") || lines(name).isEmpty()
                        ? Optional.empty()
                        : Optional.of(String.join(
                                ", ", lines(name).stream().map(String::strip).toList()));
        };
    }

    private static String withoutDefaultPort(String scheme, String authority) {
        String port = scheme.equals("https") ? ":443" : ":80";
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }
}
