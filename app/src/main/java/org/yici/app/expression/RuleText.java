package org.yici.app.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.feel.api.ParseResult;
import org.yici.kernel.resource.Label;

/**
 * A text of a decision table. It may compute with its inputs; it may not count through ranges, go through lists or define functions, by which a
 * few characters keep the platform busy for hours. It is evaluated by the engine of the tables, not here.
 */
public final class RuleText {
    private static final String ANY = "-";

    private RuleText() {}

    /**
     * What is wrong with a text.
     *
     * @param tests whether it is an input entry's unary tests, which {@code -} or nothing leaves open; else it is an expression
     */
    public static List<Label> faults(String text, boolean tests) {
        if (text.isEmpty() || tests && text.equals(ANY)) {
            return List.of();
        }
        if (text.length() > Expression.LONGEST) {
            return List.of(Label.of(
                    "规则中有一处超过 %s 个字符", "a text of the rules is longer than %s characters", Expression.LONGEST));
        }
        ParseResult parsed = tests ? Feel.parseTests(text) : Feel.parse(text);
        if (!parsed.isSuccess()) {
            return List.of(Label.of(
                    "“%s”不是有效的 FEEL，解析程序提示：%s",
                    "'%s' is not FEEL: %s", text, parsed.failure().message()));
        }
        Uses uses = new Uses(parsed.parsedExpression().expression());
        List<Label> faults = new ArrayList<>();
        Set<Label> forbidden = uses.forbidden();
        forbidden.forEach(what -> faults.add(Label.of("“%s”：不能%s", "'%s': it may not %s", text, what)));
        if (forbidden.isEmpty() && uses.loops()) {
            faults.add(Label.of("“%s”：规则中不能遍历列表", "'%s': rules may not go through lists", text));
        }
        return faults;
    }
}
