package org.yici.app.definition;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.definition.DefinitionKind.Content;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/** The kinds of definitions there are, and who uses what they define. */
@Component
class DefinitionKinds {
    private final Map<String, DefinitionKind> kinds;
    private final List<DefinitionUses> uses;

    DefinitionKinds(List<DefinitionKind> kinds, List<DefinitionUses> uses) {
        this.kinds = kinds.stream()
                .collect(Collectors.toMap(DefinitionKind::id, Function.identity(), (one, other) -> one, TreeMap::new));
        this.uses = List.copyOf(uses);
    }

    List<String> ids() {
        return List.copyOf(kinds.keySet());
    }

    /** Those of which a user may draft a new one. */
    List<String> ids(User user) {
        return kinds.values().stream()
                .filter(kind -> user.is(Role.OPERATOR) || user.is(Role.STEWARD) && kind.isOfDepartments())
                .map(DefinitionKind::id)
                .toList();
    }

    DefinitionKind get(String id) {
        return Optional.ofNullable(kinds.get(id))
                .orElseThrow(() -> new NoSuchElementException("There is no kind of definition " + id));
    }

    /** As {@link DefinitionKind#identify}, of a text of any form. */
    Optional<Content> identify(String kind, String text) {
        return bounded(() -> get(kind).identify(text));
    }

    /** As {@link DefinitionKind#check}, of a text of any form. */
    Content check(String kind, String text) {
        return bounded(() -> get(kind).check(text));
    }

    /**
     * What keeps a text from being told whose it is; empty if that can be told. Nothing else is said of it then: what is wrong with it may tell of
     * others' definitions.
     */
    List<Finding> unclear(String kind, String text) {
        try {
            if (identify(kind, text).isPresent()) {
                return List.of();
            }
            bounded(() -> {
                get(kind).requireForm(text);
                return true;
            });
        } catch (InvalidDefinitionException e) {
            return e.findings();
        }
        return List.of(
                new Finding(
                        0,
                        Label.of(
                                "没有写明定义的是什么、属于谁：请像示例一样写出名称和已有的部门",
                                "It does not say what it defines and whose that is: give its name and a department that there is, as the example does")));
    }

    /** A text may have faults while it is drafted, but whose it is and what it defines must be clear. */
    Content content(String kind, @Nullable String name, String text) {
        Content content;
        try {
            content = check(kind, text);
        } catch (InvalidDefinitionException faulty) {
            content = identify(kind, text).orElseThrow(() -> faulty);
        }
        if (name != null && !content.name().equals(name)) {
            throw new InvalidDefinitionException(
                    0,
                    Label.of(
                            "内容定义的是 %s，不是 %s；定义的名称不能改变",
                            "The text defines %s, not %s; a definition keeps its name", content.name(), name));
        }
        return content;
    }

    /** What is to be put right in a text; empty if it is in order. */
    List<Finding> findings(String kind, @Nullable String name, String text) {
        try {
            Content content = check(kind, text);
            return name == null || content.name().equals(name)
                    ? List.of()
                    : List.of(new Finding(
                            0, Label.of("内容定义的是 %s，不是 %s", "The text defines %s, not %s", content.name(), name)));
        } catch (InvalidDefinitionException e) {
            return e.findings();
        }
    }

    /** Parsers go down into what is nested, each in its own way; none of them says how deep it can. */
    private static <T> T bounded(Supplier<T> check) {
        try {
            return check.get();
        } catch (StackOverflowError e) {
            throw new InvalidDefinitionException(
                    0,
                    Label.of(
                            "内容中有嵌套过深或过长的表达式，请拆开",
                            "An expression in it is nested too deeply, or too long; take it apart"));
        }
    }

    /** @throws InvalidDefinitionException if something still uses it; it lists what */
    void requireUnused(String kind, String name) {
        List<Finding> found = uses.stream()
                .flatMap(one -> one.of(kind, name).stream())
                .sorted(Comparator.comparing(Label::en))
                .map(use -> new Finding(0, Label.of("仍在使用：%s", "It is still used: %s", use)))
                .toList();
        if (!found.isEmpty()) {
            throw new InvalidDefinitionException(found);
        }
    }
}
