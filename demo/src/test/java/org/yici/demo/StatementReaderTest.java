package org.yici.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementReaderTest {
    private final StatementReader reader = new StatementReader();

    @Test
    void aSemicolonEndsAStatementOnlyOutsideOfQuotesAndComments() {
        assertThat(reader.add("select ';', \"a;b\" -- not; here")).isEmpty();
        assertThat(reader.add("/* nor; here */ from t; select 2;"))
                .hasSize(2)
                .last()
                .isEqualTo("select 2");
        assertThat(reader.isEmpty()).isTrue();
    }

    @Test
    void aFunctionBodyInDollarsStaysWhole() {
        assertThat(reader.add(
                        "create function f() returns int as $body$ begin return 1; end; $body$ language plpgsql;"))
                .hasSize(1);
        assertThat(reader.add("do $$ begin null;")).isEmpty();
        assertThat(reader.add("end $$;")).hasSize(1);
    }

    @Test
    void anEmptyStatementIsNone() {
        assertThat(reader.add(";; -- nothing")).isEmpty();
        assertThat(reader.isEmpty()).isTrue();
    }

    @Test
    void whatHasNoSemicolonIsTheRest() {
        reader.add("select 1");
        assertThat(reader.isEmpty()).isFalse();
        assertThat(reader.rest()).isEqualTo("select 1");
        assertThat(reader.isEmpty()).isTrue();
    }
}
