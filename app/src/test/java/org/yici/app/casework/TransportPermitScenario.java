package org.yici.app.casework;

import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.map;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationContext;
import org.yici.app.identity.User;

/** The founder of a company that applies for a permit, before or after it is registered. */
abstract class TransportPermitScenario extends CaseScenario {
    User founder;
    String company;
    String status = "active";

    TransportPermitScenario(ApplicationContext platform) {
        super(platform);
    }

    @BeforeEach
    void found() {
        founder = citizen("蒲新来");
        company = TestProvince.creditCode();
    }

    void register(String legalRepresentative, String kind, String scope) {
        stream.put(
                "SJ5100/000001",
                company,
                map(
                        "credit_code",
                        company,
                        "name",
                        "广安新来物流有限公司",
                        "kind",
                        kind,
                        "legal_rep_name",
                        "蒲新来",
                        "legal_rep_id",
                        legalRepresentative,
                        "registered_at",
                        OffsetDateTime.now().toString(),
                        "scope",
                        scope,
                        "status",
                        status));
    }

    String applied() {
        String number = cases.open(founder, "transport-permit", company).number();
        cases.consent(founder, number);
        cases.submit(founder, number, map("contact", "蒲新来", "phone", "13900139000"));
        return number;
    }
}
