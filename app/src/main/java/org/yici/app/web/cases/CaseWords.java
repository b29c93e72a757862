package org.yici.app.web.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.yici.app.web.apply.ApplyStep;
import org.yici.app.web.work.TaskView;

/** Small questions that the case templates ask, as {@code @caseWords}. */
@Component("caseWords")
class CaseWords {
    private final CaseTexts texts;

    CaseWords(CaseTexts texts) {
        this.texts = texts;
    }

    /** Number of a step in the bar, from 1. */
    public int position(List<ApplyStep> steps, String path) {
        return steps.indexOf(ApplyStep.of(path)) + 1;
    }

    /** The last step of a party who only agrees has a name of its own. */
    public String stepName(Object step, CaseView found) {
        String path = step instanceof ApplyStep one ? one.path() : step.toString();
        if (path.equals("consent") && !found.asksConsent()) {
            return "notice";
        }
        return path.equals("review") && found.next() == CaseView.Next.CONFIRM ? "confirm" : path;
    }

    /** The ids that describe a field to assistive technology; null if there are none. */
    public @Nullable String described(FieldView field) {
        List<String> ids = new ArrayList<>();
        if (field.error() != null) {
            ids.add(field.name() + "-error");
        }
        if (field.hint() != null) {
            ids.add(field.name() + "-hint");
        }
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    /** Fields with a fault; none of a page without a form. */
    public List<FieldView> faulty(@Nullable List<FieldView> form) {
        return form == null
                ? List.of()
                : form.stream().filter(field -> field.error() != null).toList();
    }

    /** What is wrong in a decision: of an input of the task, or of the form's own fields. */
    public String fault(TaskView task, String name, String key) {
        return task.inputs().stream()
                .filter(field -> field.name().equals(name))
                .map(FieldView::error)
                .flatMap(error -> Optional.ofNullable(error).stream())
                .findFirst()
                .orElseGet(() -> texts.text(locale(), key, name));
    }

    /** How many fields of a form must still be filled in. */
    public long left(List<FieldView> form) {
        return form.stream().filter(FieldView::open).count();
    }

    /** A field that must be chosen from records of which there is none: nothing of the form can be handed in; null if there is no such. */
    public @Nullable FieldView blocked(List<FieldView> form) {
        return form.stream()
                .filter(field -> field.type().equals("CHOICE")
                        && field.required()
                        && field.options().isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** Whether a form asks for other people. */
    public boolean names(List<FieldView> form) {
        return form.stream().anyMatch(field -> field.type().equals("CITIZEN_ID"));
    }

    public long retrieved(List<MaterialView> materials) {
        return materials.stream()
                .filter(material -> material.status().equals("RETRIEVED"))
                .count();
    }

    /** How many materials a case has in all, and how many of each kind, which add up to all. */
    public String sum(CaseView found) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String kind : List.of("RETRIEVED", "NONE", "REFUSED", "PRIVATE", "AHEAD", "MISSED", "UPLOAD", "WAIVED")) {
            long count = found.materials().stream()
                    .filter(material -> kind(material, found.closed()).equals(kind))
                    .count();
            if (count > 0) {
                counts.put(kind, count);
            }
        }
        Locale locale = locale();
        return texts.text(
                locale,
                "casepage.evidence.sum",
                found.materials().size(),
                counts.entrySet().stream()
                        .map(one -> texts.text(locale, "casepage.evidence.sum." + one.getKey(), one.getValue()))
                        .collect(Collectors.joining(texts.text(locale, "list.comma"))));
    }

    private static String kind(MaterialView material, boolean closed) {
        return switch (material.status()) {
            case "RETRIEVED", "NONE", "REFUSED", "PRIVATE" -> material.status();
            default -> !material.supply().equals("SHARED") ? material.supply() : closed ? "MISSED" : "AHEAD";
        };
    }

    /** How many nobody has to bring. */
    public long saved(List<MaterialView> materials) {
        return materials.stream()
                .filter(material -> !material.supply().equals("UPLOAD"))
                .count();
    }

    public List<MaterialView> asked(List<MaterialView> materials) {
        return materials.stream().filter(MaterialView::asked).toList();
    }

    public List<MaterialView> notAsked(List<MaterialView> materials) {
        return materials.stream().filter(material -> !material.asked()).toList();
    }

    /** Materials whose content the reader may see. */
    public List<MaterialView> open(List<MaterialView> materials) {
        return materials.stream().filter(material -> !material.rows().isEmpty()).toList();
    }

    public List<MaterialView> closed(List<MaterialView> materials) {
        return materials.stream().filter(material -> material.rows().isEmpty()).toList();
    }

    /** Whether the newest data that an instant item waits for has not arrived. */
    public boolean lacks(CaseView found) {
        return found.instant()
                && found.materials().stream()
                        .anyMatch(material -> material.status().equals("NONE"))
                && retrieved(found.materials()) == 0;
    }

    /** What happens after a case was handed in, in order. */
    public List<String> nexts(CaseView found) {
        List<String> lines = new ArrayList<>();
        if (found.state().equals("AWAITING_PARTY")) {
            lines.add(texts.text(locale(), "apply.done.next.party", found.awaited()));
        }
        if (found.instant()) {
            if (found.state().equals("AWAITING_DATA")) {
                lines.add(texts.text(locale(), "apply.done.next.data"));
            }
            lines.add(texts.text(locale(), "apply.done.next.rules"));
        } else {
            lines.add(texts.text(locale(), "apply.done.next.window"));
            lines.add(texts.text(
                    locale(),
                    "apply.done.next.departments",
                    String.join(
                            locale().getLanguage().equals("en") ? ", " : "、",
                            found.lanes().stream().map(CaseView.Lane::label).toList())));
        }
        lines.add(texts.text(locale(), "apply.done.next.result"));
        return lines;
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
