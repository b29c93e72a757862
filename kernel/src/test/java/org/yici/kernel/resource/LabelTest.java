package org.yici.kernel.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelTest {
    @Test
    void eachSideIsFilledWithTheSameArguments() {
        assertThat(Label.of("%2$s 的信息项 %1$s", "the item %s of %s", "name", "GA5100/000001"))
                .isEqualTo(new Label("GA5100/000001 的信息项 name", "the item name of GA5100/000001"));
        assertThat(Label.of("没有 100%%", "no 100%%")).isEqualTo(new Label("没有 100%", "no 100%"));
        assertThat(Label.of("没有 %s", "no %s", (Object) null)).isEqualTo(new Label("没有 null", "no null"));
    }

    @Test
    void aLabelIsPutInInTheLanguageOfEachSide() {
        Label what = Label.of("材料 %s", "material %s", "title");
        assertThat(Label.of("%s：没有发布", "%s: not published", what))
                .isEqualTo(new Label("材料 title：没有发布", "material title: not published"));
    }

    @Test
    void aCollectionIsAListInThePunctuationOfEachSide() {
        assertThat(Label.of("有 %s", "it has %s", List.of("a", new Label("乙", "b"), 3)))
                .isEqualTo(new Label("有 a、乙、3", "it has a, b, 3"));
    }

    @Test
    void whatIsPutInIsNoFormat() {
        assertThat(Label.of("“%s”", "'%s'", "50%s")).isEqualTo(new Label("“50%s”", "'50%s'"));
        assertThat(Label.same("50%s")).isEqualTo(new Label("50%s", "50%s"));
    }
}
