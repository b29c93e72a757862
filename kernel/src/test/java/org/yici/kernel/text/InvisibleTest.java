package org.yici.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvisibleTest {
    @Test
    void whatHidesSomethingIsRemovedAndSpellingsStay() {
        assertThat(Invisible.removed(" no\u202eoffice\u200b\ufeff ")).isEqualTo("nooffice");
        assertThat(Invisible.removed("علی\u200cرضا")).isEqualTo("علی\u200cرضا");
        assertThat(Invisible.removed("葛\udb40\udd00城\ufe00")).isEqualTo("葛\udb40\udd00城\ufe00");
        assertThat(Invisible.removed("\u200b".repeat(1_000_000))).isEmpty();
    }
}
