package org.yici.app.expression;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.Tuple2;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.collection.Iterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.feel.syntaxtree.Conjunction;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.Disjunction;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Exponentiation;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.If;
import org.camunda.feel.syntaxtree.IterationContext;
import org.camunda.feel.syntaxtree.PathExpression;
import org.camunda.feel.syntaxtree.QualifiedFunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/** What an expression names and calls, found in its syntax tree. */
final class Uses {
    private static final String UNKNOWN = "";

    /** An item of a record that is named inside of a filter or loop over a material's records. */
    record Local(String material, String item) {}

    /**
     * Where a name stands.
     *
     * @param variables names that a loop gives, to the material whose record each is, if known
     * @param records the material whose records a filter looks through, if known; null outside of filters
     */
    private record Scope(
            Map<String, String> variables, @Nullable String records) {
        Scope with(String variable, String material) {
            Map<String, String> more = new HashMap<>(variables);
            more.put(variable, material);
            return new Scope(more, records);
        }

        boolean isOutermost() {
            return variables.isEmpty() && records == null;
        }
    }

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Local> locals = new LinkedHashSet<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private final List<Exp> branches = new ArrayList<>();
    private final Set<Label> forbidden = new LinkedHashSet<>();
    private boolean loops;
    private boolean inLoop;

    Uses(@Nullable Exp expression) {
        if (expression != null) {
            branches.add(expression);
            walk(expression, new Scope(Map.of(), null));
        }
    }

    /** Names of values in full, and names that nothing gives. */
    Set<String> names() {
        return names;
    }

    Set<Local> locals() {
        return locals;
    }

    Set<String> functions() {
        return functions;
    }

    /** The whole and those of its parts that are not asked each time, as after {@code else} or {@code or}. */
    List<Exp> branches() {
        return branches;
    }

    /** What FEEL has and an expression of a pack may not use, each as a part of a sentence. */
    Set<Label> forbidden() {
        return forbidden;
    }

    /** Whether it goes through a list: {@code for}, {@code some} or {@code every}. */
    boolean loops() {
        return loops;
    }

    Set<String> roots() {
        Set<String> roots = new LinkedHashSet<>();
        names.forEach(name -> roots.add(name.split("\\.", 2)[0]));
        roots.retainAll(Expression.ROOTS);
        return roots;
    }

    private void walk(@Nullable Object node, Scope scope) {
        switch (node) {
            case Ref ref -> name(list(ref.names()), scope);
            case PathExpression path
            when path.path() instanceof Ref ref -> {
                List<String> parts = new ArrayList<>(list(ref.names()));
                parts.add(path.key());
                name(parts, scope);
            }
            case PathExpression path -> {
                item(materialOf(path.path(), scope), path.key());
                walk(path.path(), scope);
            }
            case Filter filter -> {
                walk(filter.list(), scope);
                walk(filter.filter(), new Scope(scope.variables(), materialOf(filter.list(), scope)));
            }
            case For loop -> loop(list(loop.iterators()), loop.exp(), scope);
            case SomeItem some -> loop(list(some.iterators()), some.condition(), scope);
            case EveryItem every -> loop(list(every.iterators()), every.condition(), scope);
            case ConstContext context -> {
                // Entries that name those before them double what they hold with each one.
                forbidden.add(Label.of("写上下文 {…}", "build contexts"));
                Scope inner = scope;
                for (Tuple2<String, Exp> entry : list(context.entries())) {
                    walk(entry._2(), inner);
                    inner = inner.with(entry._1(), UNKNOWN);
                }
            }
            case FunctionInvocation call -> {
                functions.add(call.function());
                FeelBounds.forbidden(call).ifPresent(forbidden::add);
                walk(call.params(), scope);
            }
            case QualifiedFunctionInvocation call -> forbidden.add(Label.of("调用值的函数", "call a function of a value"));
            case FunctionDefinition definition -> forbidden.add(Label.of("定义函数", "define functions"));
            case Exponentiation power -> forbidden.add(Label.of("求幂", "raise to a power"));
            case ConstNumber number
            when FeelBounds.isLong(number) -> forbidden.add(Label.of("写这么长的数", "have so long a number"));
            case IterationContext range -> forbidden.add(Label.of("遍历数的区间", "count through a range of numbers"));
            case If choice -> branches(choice, scope, choice.condition(), choice.statement(), choice.elseStatement());
            case Conjunction both -> branches(both, scope, both.x(), both.y());
            case Disjunction either -> branches(either, scope, either.x(), either.y());
            case Iterable<?> several -> list(several).forEach(each -> walk(each, scope));
            case Product other -> parts(other, scope);
            case null, default -> {}
        }
    }

    private void branches(Product node, Scope scope, Exp... parts) {
        if (scope.isOutermost()) {
            branches.addAll(List.of(parts));
        }
        parts(node, scope);
    }

    private void parts(Product node, Scope scope) {
        for (int i = 0; i < node.productArity(); i++) {
            walk(node.productElement(i), scope);
        }
    }

    private void loop(List<Tuple2<String, Exp>> iterators, Exp body, Scope scope) {
        if (inLoop || iterators.size() > 1) {
            forbidden.add(Label.of("在遍历中再遍历", "loop within a loop"));
        }
        boolean around = inLoop;
        loops = true;
        inLoop = true;
        Scope inner = scope;
        for (Tuple2<String, Exp> iterator : iterators) {
            walk(iterator._2(), inner);
            inner = inner.with(iterator._1(), materialOf(iterator._2(), inner));
        }
        walk(body, inner);
        inLoop = around;
    }

    private void name(List<String> parts, Scope scope) {
        String first = parts.getFirst();
        String variable = scope.variables().get(first);
        String records = scope.records();
        if (variable != null) {
            if (parts.size() > 1) {
                item(variable, parts.get(1));
            }
        } else if (Expression.ROOTS.contains(first) || records == null) {
            names.add(String.join(".", parts));
        } else if (!first.equals("item")) {
            item(records, first);
        } else if (parts.size() > 1) {
            item(records, parts.get(1));
        }
    }

    private void item(String material, String item) {
        if (!material.equals(UNKNOWN)) {
            locals.add(new Local(material, item));
        }
    }

    private static String materialOf(Exp expression, Scope scope) {
        return switch (expression) {
            case Ref ref
            when list(ref.names()) instanceof List<String> parts
                    && parts.size() == 2
                    && parts.getFirst().equals("records")
                    && !scope.variables().containsKey("records") -> parts.get(1);
            case Filter filter -> materialOf(filter.list(), scope);
            default -> UNKNOWN;
        };
    }

    private static <T> List<T> list(Iterable<T> several) {
        List<T> list = new ArrayList<>();
        for (Iterator<T> each = several.iterator(); each.hasNext(); ) {
            list.add(each.next());
        }
        return list;
    }
}
