package org.yici.demo.desk;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yici.kernel.identifier.CitizenId;

/** What the desk of market regulation fills in; {@link #faults} says what is wrong with it. */
record CompanyForm(String name, String representative, String representativeId, String capital, String scope) {
    private static final BigDecimal MOST = new BigDecimal("100000000000");

    CompanyForm {
        name = name.strip();
        representative = representative.strip();
        representativeId = representativeId.strip();
        capital = capital.strip();
        scope = scope.strip();
    }

    /** Field to message key of its fault, in the order of the form. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (name.length() < 4 || name.length() > 60) {
            faults.put("name", "demo.fault.name");
        }
        if (representative.length() < 2 || representative.length() > 40) {
            faults.put("representative", "demo.fault.representative");
        }
        if (CitizenId.fault(representativeId).isPresent()) {
            faults.put("representativeId", "demo.fault.citizenId");
        }
        if (!capital.matches("[0-9]{1,12}(\\.[0-9]{1,2})?") || amount().signum() == 0 || amount().compareTo(MOST) > 0) {
            faults.put("capital", "demo.fault.capital");
        }
        if (scope.isEmpty() || scope.length() > 500) {
            faults.put("scope", "demo.fault.scope");
        }
        return faults;
    }

    /** The capital in yuan. */
    BigDecimal amount() {
        return new BigDecimal(capital);
    }
}
