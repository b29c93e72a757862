package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.yici.app.casework.TestProvince.citizen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.SubjectLeaves;
import org.yici.app.service.InvalidFieldsException;

/** Whether the name of a party belongs to its citizen ID, and that nobody finds out one by the other. */
class PartyNamesTest extends PartiesScenario {
    @Autowired
    PartyNamesTest(ApplicationContext platform, MockMvc pages) {
        super(platform, pages);
    }

    @Test
    void aNameThatIsNotTheRegisteredOneCannotBeConfirmedUntilItIsCorrected() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        // Public security corrects the name after it was compared.
        known(buyer, "邓小燕");
        cases.consent(buyer, number);
        assertThatThrownBy(() -> confirm(buyer, number))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults())
                                .containsExactly(Map.entry("buyer_name", "field.error.not-as-registered")));
        MockHttpServletResponse refused =
                answer(buyer, post("/apply/" + number + "/confirm").with(csrf()).param("children_homes", "0"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                .contains("登记的姓名不一致", "/apply/" + number + "/decline");
        assertThat(answer(
                                buyer,
                                post("/apply/" + number + "/decline")
                                        .with(csrf())
                                        .param("reason", " "))
                        .getStatus())
                .isEqualTo(422);
        answer(buyer, post("/apply/" + number + "/decline").with(csrf()).param("reason", "姓名写错了"));

        Case back = see(seller, number);
        assertThat(back.state()).isEqualTo(State.SUPPLEMENT);
        assertThat(back.reason()).isEqualTo("姓名写错了");
        assertThat(page(seller, get("/cases/" + number))).contains("姓名写错了", "supplement-send");
        Map<String, String> corrected = form("860000");
        corrected.put("buyer_name", "邓小燕");
        assertThat(cases.submit(seller, number, corrected).state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(confirm(buyer, number).state()).isEqualTo(State.SUBMITTED);
        assertThat(task(clerk, number, "accept").caseNumber()).isEqualTo(number);
    }

    @Test
    void aNameThatDoesNotBelongToTheCitizenIdIsToldOnTheFormAndNotWhichIsWrong() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        Map<String, String> wrongName = form("860000");
        wrongName.put("buyer_name", "张三");
        Map<String, String> wrongId = form("860000");
        wrongId.put("buyer_id", String.valueOf(citizen("无名").citizenId()));
        for (Map<String, String> wrong : List.of(wrongName, wrongId)) {
            MockHttpServletResponse refused = fill(number, wrong);
            assertThat(refused.getStatus()).isEqualTo(422);
            assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                    .contains("姓名与公民身份号码不一致", "href=\"#buyer_id\"")
                    .doesNotContain("#buyer_name\"");
            assertThatThrownBy(() -> cases.submit(seller, number, wrong))
                    .isInstanceOfSatisfying(
                            InvalidFieldsException.class,
                            e -> assertThat(e.faults()).containsExactly(Map.entry("buyer_id", "field.error.identity")));
        }
        assertThat(leaves(buyer, Act.Kind.CHECK)).as("each try").isEqualTo(2);
        assertThat(leaves(buyer, Act.Kind.QUERY)).as("nothing is read").isZero();
        assertThat(fill(number, form("860000")).getRedirectedUrl()).endsWith("/review");
        assertThat(cases.submit(seller, number, form("860000")).state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(leaves(buyer, Act.Kind.CHECK))
                .as("what was right is not asked again")
                .isEqualTo(3);
    }

    @Test
    void aCitizenIdIsNotGuessedFromAName() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        for (int tried = 0; tried < 5; tried++) {
            Map<String, String> guess = form("860000");
            guess.put("buyer_id", String.valueOf(citizen("无名").citizenId()));
            assertThat(fill(number, guess).getContentAsString(StandardCharsets.UTF_8))
                    .contains("姓名与公民身份号码不一致");
        }
        MockHttpServletResponse right = fill(number, form("860000"));
        assertThat(right.getStatus()).isEqualTo(422);
        assertThat(right.getContentAsString(StandardCharsets.UTF_8))
                .contains("24 小时后再试")
                .doesNotContain("不一致，请");
        assertThat(leaves(buyer, Act.Kind.REFUSAL))
                .as("the try that was not answered")
                .isEqualTo(1);
        assertThatThrownBy(() -> cases.submit(seller, number, form("860000")))
                .isInstanceOf(InvalidFieldsException.class);
        assertThat(see(seller, number).state()).isEqualTo(State.DRAFT);
    }

    @Test
    void triesAtOnceAreNoMoreThanThoseOneByOne() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        CyclicBarrier together = new CyclicBarrier(10);
        List<Callable<String>> tries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Map<String, String> guess = form("860000");
            guess.put("buyer_id", String.valueOf(citizen("无名").citizenId()));
            tries.add(() -> {
                together.await();
                return fill(number, guess).getContentAsString(StandardCharsets.UTF_8);
            });
        }
        int answered = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            for (Future<String> one : threads.invokeAll(tries)) {
                answered += one.get().contains("姓名与公民身份号码不一致") ? 1 : 0;
            }
        }
        assertThat(answered).isBetween(1, 5);
    }

    @Test
    void wrongNamesThatSomebodyTypesKeepNobodyElseOut() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        for (String wrong : List.of("王一", "李二", "张三", "赵四")) {
            Map<String, String> guess = form("860000");
            guess.put("buyer_name", wrong);
            assertThat(fill(number, guess).getContentAsString(StandardCharsets.UTF_8))
                    .contains("姓名与公民身份号码不一致");
        }
        assertThat(fill(number, form("860000")).getRedirectedUrl())
                .as("what may be asked about the buyer is not used up")
                .endsWith("/review");
    }

    @Test
    void aSpousesNameIsComparedToo() throws Exception {
        User spouse = citizen("温如玉");
        marry(seller, spouse, "2010-01-01");
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        assertThat(page(seller, get("/apply/" + number + "/fill"))).contains("根据登记信息，须填写", "根据登记信息，不用填写");
        Map<String, String> wrong = form("860000");
        wrong.put("spouse_id", String.valueOf(spouse.citizenId()));
        wrong.put("spouse_name", "温如风");
        assertThat(fill(number, wrong).getContentAsString(StandardCharsets.UTF_8))
                .contains("姓名与公民身份号码不一致", "href=\"#spouse_id\"");
        wrong.put("spouse_name", spouse.displayName());
        assertThat(fill(number, wrong).getRedirectedUrl()).endsWith("/review");
    }

    private MockHttpServletResponse fill(String number, Map<String, String> form) throws Exception {
        MockHttpServletRequestBuilder filled =
                post("/apply/" + number + "/fill").with(csrf());
        form.forEach(filled::param);
        return answer(seller, filled);
    }

    private long leaves(User about, Act.Kind kind) {
        return platform.getBean(SubjectLeaves.class)
                .about(subject(about), Set.of(kind), 0, 50)
                .total();
    }
}
