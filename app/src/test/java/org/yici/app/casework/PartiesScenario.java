package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.ItemType;

/** Parties of a sale at their pages. */
abstract class PartiesScenario extends CaseScenario {
    final MockMvc pages;

    PartiesScenario(ApplicationContext platform, MockMvc pages) {
        super(platform);
        this.pages = pages;
    }

    UUID subject(User person) {
        return platform.getBean(Subjects.class).of(ItemType.CITIZEN_ID, String.valueOf(person.citizenId()));
    }

    String page(User reader, MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse answer = answer(reader, request);
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    MockHttpServletResponse answer(User reader, MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request.with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse();
    }
}
