package org.yici.demo.desk;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.demo.province.CreditCodes;
import org.yici.demo.province.DemoPeople;
import org.yici.demo.province.Province;
import org.yici.kernel.identifier.CitizenId;

/** The departments' own systems, simulated: what their tables hold, and two desks that write. */
@Controller
@RequestMapping("/demo/departments")
class DeskController {
    private static final String MARKET = "market-regulation";
    private static final String POLICE = "public-security";
    private static final String DIVISION = "511602";
    private static final String SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int NEWEST = 8;
    private static final int MOST_DRAWS = 1_000;

    private final DeskStore store;
    private final Identities identities;
    private final SecureRandom random = new SecureRandom();
    /** They are the same in every size of province, so the smallest tells who they are. */
    private final DemoPeople people = Province.of(Province.LEAST_PEOPLE).demoPeople();

    DeskController(DeskStore store, Identities identities) {
        this.store = store;
        this.identities = identities;
    }

    @GetMapping
    String departments(Model model) {
        Map<Department, Object> departments = new LinkedHashMap<>();
        for (String code : store.departments()) {
            departments.put(department(code), store.tables(code, 0));
        }
        model.addAttribute("departments", departments);
        return "demo/departments";
    }

    @GetMapping("/{code}")
    String department(@PathVariable String code, Model model) {
        show(code, model);
        if (code.equals(MARKET)) {
            model.addAttribute(
                    "company",
                    new CompanyForm(
                            suggestedName(),
                            people.founder().name(),
                            people.founder().citizenId(),
                            "1000000",
                            "道路货物运输；普通货物仓储服务；装卸搬运"));
        } else if (code.equals(POLICE)) {
            String id = people.seller().citizenId();
            model.addAttribute("citizenId", id);
            model.addAttribute(
                    "address",
                    store.resident(id).map(DeskStore.Resident::address).orElse(""));
        }
        return "demo/department";
    }

    @PostMapping("/market-regulation/companies")
    ModelAndView register(@ModelAttribute CompanyForm form, Model model, RedirectAttributes next) {
        Map<String, String> faults = form.faults();
        if (!faults.isEmpty()) {
            model.addAttribute("company", form);
            return refused(MARKET, faults, model);
        }
        Company company = new Company(
                freeCode(),
                form.name(),
                form.representative(),
                form.representativeId(),
                form.amount(),
                "四川省广安市广安区万盛街道滨江大道18号",
                DIVISION,
                form.scope());
        next.addFlashAttribute("written", store.register(company));
        next.addFlashAttribute("registered", company);
        return new ModelAndView("redirect:/demo/departments/" + MARKET);
    }

    @PostMapping("/public-security/addresses")
    ModelAndView move(
            @RequestParam(defaultValue = "") String citizenId,
            @RequestParam(defaultValue = "") String address,
            Model model,
            RedirectAttributes next) {
        String id = citizenId.strip();
        String to = address.strip();
        Map<String, String> faults = new LinkedHashMap<>();
        if (CitizenId.fault(id).isPresent()) {
            faults.put("citizenId", "demo.fault.citizenId");
        } else if (store.resident(id).isEmpty()) {
            faults.put("citizenId", "demo.fault.unknown");
        }
        if (to.length() < 5 || to.length() > 200) {
            faults.put("address", "demo.fault.address");
        }
        if (!faults.isEmpty()) {
            model.addAttribute("citizenId", citizenId);
            model.addAttribute("address", address);
            return refused(POLICE, faults, model);
        }
        next.addFlashAttribute("written", store.move(id, to));
        return new ModelAndView("redirect:/demo/departments/" + POLICE);
    }

    private ModelAndView refused(String code, Map<String, String> faults, Model model) {
        show(code, model);
        model.addAttribute("faults", faults);
        ModelAndView page = new ModelAndView("demo/department", model.asMap());
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private void show(String code, Model model) {
        if (!store.departments().contains(code)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "No department " + code + " has a database in the demonstration");
        }
        model.addAttribute("department", department(code));
        model.addAttribute("tables", store.tables(code, NEWEST));
        model.addAttribute("faults", Map.of());
    }

    private Department department(String code) {
        return identities
                .department(code)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "No department " + code + " is registered"));
    }

    private String freeCode() {
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            StringBuilder organisation = new StringBuilder("MA");
            for (int i = 0; i < 6; i++) {
                organisation.append(SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
            }
            String code = CreditCodes.of("91", DIVISION, organisation.toString());
            if (!store.isRegistered(code)) {
                return code;
            }
        }
        throw new IllegalStateException("No credit code was free in " + MOST_DRAWS + " draws");
    }

    private String suggestedName() {
        String words = "宏恒鑫盛瑞嘉远通达源泰和丰诚顺腾";
        StringBuilder name = new StringBuilder("广安市");
        for (int i = 0; i < 3; i++) {
            name.append(words.charAt(random.nextInt(words.length())));
        }
        return name.append("物流有限公司").toString();
    }
}
