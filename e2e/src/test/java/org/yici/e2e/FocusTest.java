package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever goes through a page with the keyboard sees where they are, on every ground (WCAG 2.2, 2.4.11 and 2.4.13). */
class FocusTest {
    private static final int MOST = 30;

    /** Of the element that has the focus: a name for it if no ring of two pixels stands out by 3:1, empty if one does, null at the end. */
    private static final String FAULT = """
            () => {
              const at = document.activeElement;
              if (!at || at === document.body) return null;
              const numbers = text => (text.match(/[\\d.]+/g) || []).map(Number);
              const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
                  .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const contrast = (one, other) => {
                const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
                return (a + 0.05) / (b + 0.05);
              };
              const grounds = () => {
                for (let up = at.parentElement; up; up = up.parentElement) {
                  const style = getComputedStyle(up);
                  const painted = style.backgroundImage.match(/rgb\\([^)]*\\)/g);
                  if (painted) return painted.map(numbers);
                  const colour = numbers(style.backgroundColor);
                  if (colour.length === 3) return [colour];
                }
                return [[255, 255, 255]];
              };
              const style = getComputedStyle(at);
              const rings = [];
              if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) rings.push(numbers(style.outlineColor));
              const shadow = style.boxShadow.match(/rgb\\([^)]*\\) 0px 0px 0px ([\\d.]+)px/);
              if (shadow && parseFloat(shadow[1]) >= 2) rings.push(numbers(shadow[0]).slice(0, 3));
              const seen = grounds().every(ground => rings.some(ring => contrast(ring, ground) >= 3));
              return seen ? '' : at.outerHTML.slice(0, 160) + ' ' + style.outline + ' ' + style.boxShadow;
            }
            """;

    @Test
    void everyPlaceThatTheKeyboardReachesIsSeen() {
        try (Browser browser = new Browser();
                Visitor visitor = browser.desktop()) {
            for (String path : List.of(
                    "/",
                    "/?q=许可",
                    "/?elder=on",
                    "/?elder=off&q=zzzz",
                    "/services/house-sale",
                    "/services/511A0138000000",
                    "/login",
                    "/catalogue/GA5100/000001",
                    "/ledger")) {
                walk(visitor, path);
            }
            visitor.as(Accounts.OPERATOR);
            walk(visitor, "/operator/keys/new");
            walk(visitor, "/operator");
        }
    }

    private static void walk(Visitor visitor, String path) {
        visitor.at(path);
        int reached = 0;
        for (; reached < MOST; reached++) {
            visitor.page().keyboard().press("Tab");
            Object fault = visitor.page().evaluate(FAULT);
            if (fault == null) {
                break;
            }
            assertThat(fault).as("focus on %s", path).isEqualTo("");
        }
        assertThat(reached).as("what %s has for the keyboard", path).isGreaterThan(5);
    }
}
