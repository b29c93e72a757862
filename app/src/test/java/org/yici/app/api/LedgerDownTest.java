package org.yici.app.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.security.KeyPairGenerator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.yici.app.PlatformTest;
import org.yici.app.exchange.AnswerBody;
import org.yici.app.exchange.Exchange;
import org.yici.app.exchange.Outcome;
import org.yici.app.exchange.Request;
import org.yici.app.exchange.SignatureVerifier;
import org.yici.app.identity.DepartmentSystem;
import org.yici.app.ledger.LedgerUnavailableException;
import org.yici.app.registry.Subjects;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
class LedgerDownTest {
    @Autowired
    private SignatureVerifier gate;

    @Autowired
    private Subjects subjects;

    @Autowired
    private AnswerBody form;

    @Autowired
    private ProblemFactory problems;

    @Test
    void withoutTheLedgerTheReplyHoldsNothing() throws Exception {
        DepartmentSystem system = new DepartmentSystem(
                "core",
                "test",
                "core.1",
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        SecurityContextHolder.getContext().setAuthentication(new SystemAuthentication(system));
        try {
            MockMvcBuilders.standaloneSetup(new ExchangeController(
                            new WithoutLedger(), gate, subjects, form, problems, JsonMapper.shared()))
                    .setControllerAdvice(new Problems(problems))
                    .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                    .build()
                    .perform(post("/api/v1/exchange/query")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("""
                                    {"resource": "GA5100/000001", "purpose": "any", "subject": "11010519491231002X"}"""))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(jsonPath("$.type").value("urn:yici:problem:ledger-unavailable"))
                    .andExpect(jsonPath("$.answer").doesNotExist());
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static final class WithoutLedger implements Exchange {
        @Override
        public boolean isCollected(String resource) {
            return true;
        }

        @Override
        public boolean isRegistered(String resource, UUID subject) {
            return true;
        }

        @Override
        public Outcome query(Request request) {
            throw new LedgerUnavailableException("down", new IllegalStateException());
        }

        @Override
        public Outcome check(Request request, Map<String, String> expected, @Nullable UUID claimant) {
            throw new LedgerUnavailableException("down", new IllegalStateException());
        }
    }
}
