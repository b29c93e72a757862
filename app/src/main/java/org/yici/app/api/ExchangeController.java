package org.yici.app.api;

import com.nimbusds.jose.jwk.ECKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.exchange.Admission;
import org.yici.app.exchange.AnswerBody;
import org.yici.app.exchange.CallRule;
import org.yici.app.exchange.Exchange;
import org.yici.app.exchange.Outcome;
import org.yici.app.exchange.Request;
import org.yici.app.exchange.SignatureVerifier;
import org.yici.app.identity.DepartmentSystem;
import org.yici.app.registry.Subjects;
import org.yici.kernel.ledger.Receipt;
import tools.jackson.databind.json.JsonMapper;

/** The exchange for departments' systems. Identifiers of subjects come in the body only, so no log of URLs holds any. */
@RestController
@RequestMapping(
        path = "/api/v1/exchange",
        consumes = MediaType.APPLICATION_JSON_VALUE,
        produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
class ExchangeController {
    private final Exchange exchange;
    private final SignatureVerifier gate;
    private final Subjects subjects;
    private final AnswerBody form;
    private final ProblemFactory problems;
    private final JsonMapper json;

    ExchangeController(
            Exchange exchange,
            SignatureVerifier gate,
            Subjects subjects,
            AnswerBody form,
            ProblemFactory problems,
            JsonMapper json) {
        this.exchange = exchange;
        this.gate = gate;
        this.subjects = subjects;
        this.form = form;
        this.problems = problems;
        this.json = json;
    }

    @PostMapping("/query")
    ResponseEntity<Object> query(@AuthenticationPrincipal DepartmentSystem system, @RequestBody byte[] body) {
        return handle(system, () -> CallReader.query(body), (call, request) -> exchange.query(request));
    }

    @PostMapping("/check")
    ResponseEntity<Object> check(@AuthenticationPrincipal DepartmentSystem system, @RequestBody byte[] body) {
        return handle(system, () -> CallReader.check(body), (call, request) -> exchange.check(request, call.expect()));
    }

    private interface Reading {
        Call read() throws CallReader.Fault;
    }

    private interface Asking {
        Outcome ask(Call call, Request request);
    }

    private ResponseEntity<Object> handle(DepartmentSystem system, Reading reading, Asking asking) {
        Call call;
        UUID subject;
        try {
            call = reading.read();
            subject = subject(call);
        } catch (CallReader.Fault fault) {
            Admission.TurnedAway away = gate.turnAway(system, CallRule.MALFORMED_REQUEST, fault.getMessage());
            Map<String, String> fields =
                    fault.field().isEmpty() ? Map.of() : Map.of(fault.field(), String.valueOf(fault.getMessage()));
            return problems.response(problems.of(away, fault.status(), fields));
        }
        if (call.consumer() != null && !call.consumer().equals(system.department())) {
            return problems.response(problems.of(gate.turnAway(
                    system,
                    CallRule.SYSTEM_NOT_OF_DEPARTMENT,
                    "The system belongs to " + system.department() + " and can ask for no other department")));
        }
        Outcome outcome = asking.ask(
                call,
                new Request(
                        system.department(),
                        system.actor(),
                        call.resource(),
                        call.purpose(),
                        subject,
                        call.items(),
                        call.caseNumber()));
        return switch (outcome) {
            case Outcome.Answered answered -> answer(call, form.of(call.resource(), answered), answered.receipt());
            case Outcome.Checked checked -> answer(call, form.of(call.resource(), checked), checked.receipt());
            case Outcome.Refused refused -> problems.response(problems.of(refused));
        };
    }

    private UUID subject(Call call) throws CallReader.Fault {
        try {
            return subjects.of(call.subject());
        } catch (IllegalArgumentException e) {
            throw new CallReader.Fault(
                    HttpStatus.UNPROCESSABLE_CONTENT, "subject", "The field 'subject': " + e.getMessage());
        }
    }

    private ResponseEntity<Object> answer(Call call, Map<String, Object> answer, Receipt receipt) {
        Map<String, Object> body = new LinkedHashMap<>();
        ECKey receiver = call.encryptTo();
        if (receiver == null) {
            body.put("answer", answer);
        } else {
            body.put("encrypted", EncryptedAnswer.of(receiver, json.writeValueAsBytes(answer)));
        }
        body.put("receipt", receipt);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }
}
