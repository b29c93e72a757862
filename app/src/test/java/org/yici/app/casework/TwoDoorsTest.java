package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.identity.SignedInUser;
import tools.jackson.databind.json.JsonMapper;

/** What is typed on a page and what a program sends is the same value, or the same fault. */
class TwoDoorsTest extends CaseScenario {
    private static final Map<String, String> TYPED = Map.of(
            "phone", "+86 138-0013-8000",
            "price", "¥ 860，000 元",
            "buyer_id", "１１０１０５ 19491231-002x",
            "buyer_name", "  邓晓燕 ");

    private final MockMvc web;
    private final JsonMapper json = JsonMapper.builder().build();

    @Autowired
    TwoDoorsTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
    }

    @Test
    void aPageAndAProgramKeepTheSameValues() throws Exception {
        String byPage = draft();
        MockHttpServletRequestBuilder fill = post("/apply/" + byPage + "/fill");
        TYPED.forEach(fill::param);
        ask(fill);
        String byProgram = draft();
        ask(put("/api/v1/cases/" + byProgram + "/fields")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(TYPED)));
        Map<String, String> kept = see(seller, byProgram).fields();
        assertThat(kept)
                .containsEntry("phone", "13800138000")
                .containsEntry("price", "860000")
                .containsEntry("buyer_id", "11010519491231002X")
                .containsEntry("buyer_name", "邓晓燕");
        assertThat(see(seller, byPage).fields()).isEqualTo(kept);
    }

    @Test
    void aPageAndAProgramFindTheSameFaults() throws Exception {
        Map<String, String> wrong = new HashMap<>(form("860000"));
        wrong.put("phone", "1380013800");
        wrong.put("price", "86万");
        wrong.put("buyer_id", "110105194912310021");
        MockHttpServletRequestBuilder fill = post("/apply/" + draft() + "/fill");
        wrong.forEach(fill::param);
        String page = ask(fill);
        String problem = ask(post("/api/v1/cases/" + draft() + "/submission")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(wrong)));
        for (String field : wrong.keySet()) {
            boolean faulty = !wrong.get(field).equals(form("860000").get(field));
            assertThat(page.contains("id=\"" + field + "-error\""))
                    .as("page: " + field)
                    .isEqualTo(faulty);
            assertThat(problem.contains("\"" + field + "\":\"field.error."))
                    .as("program: " + field)
                    .isEqualTo(faulty);
        }
    }

    private String draft() {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        return number;
    }

    private String ask(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.with(csrf()).with(user(new SignedInUser(seller, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
