package org.yici.demo.province;

import java.util.List;
import org.yici.demo.province.Population.Levy;
import org.yici.demo.province.Population.Sale;
import org.yici.demo.province.Population.Title;
import org.yici.demo.province.Quirks.Habit;

/** Tables about property: housing's, natural resources', tax's. */
final class PropertyTables {
    private PropertyTables() {}

    static List<LegacyTable> housing() {
        return List.of(new LegacyTable(
                "property_transaction",
                "fc_htba",
                List.of("htbh", "cqzh", "cmr_zjh", "msr_zjh", "fwzl", "jzmj", "cjj", "qdrq", "zt"),
                List.of("cqzh", "cmr_zjh", "msr_zjh", "fwzl", "jzmj", "cjj"),
                PropertyTables::sales));
    }

    static List<LegacyTable> naturalResources() {
        return List.of(new LegacyTable(
                "real_estate",
                "bdc_djb",
                List.of(
                        "bdcqzh", "bdcdyh", "qlr_zjh", "qlr_mc", "zl", "xzqh", "jzmj", "ghyt", "djrq", "sfdy", "sfcf",
                        "qszt"),
                List.of("bdcdyh", "yqzh", "yqlr_zjh", "qlr_zjh", "qlr_mc", "zl", "xzqh", "jzmj", "ghyt"),
                PropertyTables::titles));
    }

    static List<LegacyTable> tax() {
        return List.of(new LegacyTable(
                "tax_assessment",
                "sb_zsxx",
                List.of("zsxh", "fcz_bh", "nsr_sbh", "zsxm", "jsyj", "se", "kjrq", "jkzt"),
                List.of("fcz_bh", "nsr_sbh", "jsyj", "se"),
                PropertyTables::levies));
    }

    private static void sales(Population population, Quirks quirks, LegacyTable.Sink sink) {
        for (Sale sale : population.sales) {
            Title title = sale.title();
            boolean sellerDoubtful = quirks.perMille(500);
            sink.row(
                    sale.contract(),
                    title.number(),
                    sellerDoubtful ? quirks.id(title.owner()) : quirks.rightId(title.owner()),
                    sellerDoubtful ? quirks.rightId(sale.buyer()) : quirks.id(sale.buyer()),
                    quirks.address(title.place(), false),
                    title.area(),
                    sale.price(),
                    quirks.date(sale.signed(), Habit.DASHES),
                    sale.status());
        }
    }

    private static void titles(Population population, Quirks quirks, LegacyTable.Sink sink) {
        for (Title title : population.titles) {
            boolean demo = title.owner().demo();
            sink.row(
                    title.number(),
                    title.unit(),
                    quirks.id(title.owner()),
                    quirks.name(title.owner()),
                    quirks.address(title.place(), demo),
                    quirks.division(title.place(), demo),
                    title.area(),
                    switch (title.usage()) {
                        case RESIDENTIAL -> "10";
                        case COMMERCIAL -> "20";
                        case INDUSTRIAL -> "30";
                    },
                    quirks.date(title.acquired(), Habit.SLASHES),
                    title.mortgaged() ? "1" : "0",
                    title.sealed() ? "1" : "0",
                    title.current() ? "1" : "2");
        }
    }

    private static void levies(Population population, Quirks quirks, LegacyTable.Sink sink) {
        for (Levy levy : population.levies) {
            sink.row(
                    levy.number(),
                    levy.title().number(),
                    quirks.id(levy.payer()),
                    switch (levy.kind()) {
                        case DEED -> "10119";
                        case INCOME -> "10106";
                        case VAT -> "10101";
                    },
                    levy.base(),
                    levy.tax(),
                    quirks.date(levy.assessed(), Habit.DIGITS),
                    levy.paid() ? "1" : "0");
        }
    }
}
