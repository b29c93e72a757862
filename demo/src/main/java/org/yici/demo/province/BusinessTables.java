package org.yici.demo.province;

import java.util.List;
import org.yici.demo.province.Population.Company;
import org.yici.demo.province.Population.Permit;
import org.yici.demo.province.Quirks.Habit;

/** Tables about companies: market regulation's and transport's. */
final class BusinessTables {
    private BusinessTables() {}

    static List<LegacyTable> marketRegulation() {
        return List.of(new LegacyTable(
                "company",
                "e_baseinfo",
                List.of(
                        "pripid",
                        "uniscid",
                        "entname",
                        "enttype",
                        "lerep",
                        "cerno",
                        "regcap",
                        "estdate",
                        "apprtime",
                        "dom",
                        "domdistrict",
                        "opscope",
                        "regstate"),
                List.of(),
                BusinessTables::companies));
    }

    static List<LegacyTable> transport() {
        return List.of(new LegacyTable(
                "transport_permit",
                "dlysxkz",
                List.of("xkzh", "tyshxydm", "yhmc", "jyfw", "fzrq", "yxqz", "zt"),
                List.of("tyshxydm", "yhmc", "jyfw"),
                BusinessTables::permits));
    }

    private static void companies(Population population, Quirks quirks, LegacyTable.Sink sink) {
        for (Company company : population.companies) {
            boolean demo = company.representative().demo();
            sink.row(
                    company.key(),
                    demo ? company.code() : quirks.creditCode(company.code()),
                    company.name(),
                    company.sole() ? "9500" : "1130",
                    quirks.name(company.representative()),
                    quirks.rightId(company.representative()),
                    company.capital(),
                    quirks.date(company.registered().toLocalDate(), Habit.DASHES),
                    company.registered(),
                    quirks.address(company.place(), demo),
                    quirks.division(company.place(), demo),
                    company.scope(),
                    company.state());
        }
    }

    private static void permits(Population population, Quirks quirks, LegacyTable.Sink sink) {
        for (Permit permit : population.permits) {
            sink.row(
                    permit.number(),
                    quirks.creditCode(permit.company().code()),
                    permit.company().name(),
                    permit.freight() ? "2" : "1",
                    quirks.date(permit.issued(), Habit.WORDS),
                    quirks.date(permit.validTo(), Habit.WORDS),
                    permit.state());
        }
    }
}
