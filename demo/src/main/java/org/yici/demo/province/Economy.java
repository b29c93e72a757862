package org.yici.demo.province;

import static org.yici.demo.province.Population.TODAY;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.demo.province.Population.Company;
import org.yici.demo.province.Population.Insurance;
import org.yici.demo.province.Population.Permit;
import org.yici.demo.province.Population.Person;

/** Founds companies, employs people, licenses carriers. */
final class Economy {
    private static final List<String> FIRST =
            List.of("宏", "恒", "鑫", "盛", "瑞", "嘉", "华", "天", "广", "安", "蜀", "川", "巴", "锦", "远", "通");
    private static final List<String> SECOND =
            List.of("达", "源", "泰", "和", "丰", "业", "诚", "信", "兴", "隆", "祥", "运", "捷", "顺", "腾", "茂");
    private static final List<Trade> TRADES = List.of(
            new Trade("商贸", "日用百货、五金交电、建筑材料销售"),
            new Trade("物流", "道路货物运输；普通货物仓储服务；装卸搬运"),
            new Trade("运输", "道路货物运输；国内货物运输代理"),
            new Trade("客运", "道路旅客运输经营；汽车租赁"),
            new Trade("建筑工程", "房屋建筑和市政基础设施工程施工"),
            new Trade("餐饮管理", "餐饮服务；餐饮管理"),
            new Trade("农业开发", "农产品的种植、加工、销售；农业技术推广"),
            new Trade("信息技术", "软件开发；信息系统集成服务"),
            new Trade("食品", "食品生产；食品销售"),
            new Trade("机械制造", "通用设备制造；机械零件加工"));

    private final Population population;
    private final Dice dice;
    private final Divisions divisions;
    private final Numbers numbers;
    private final Set<String> names = new HashSet<>();

    Economy(Population population, Dice dice, Divisions divisions, Numbers numbers) {
        this.population = population;
        this.dice = dice;
        this.divisions = divisions;
        this.numbers = numbers;
    }

    private record Trade(String word, String scope) {}

    /** An active company in logistics without a transport permit yet. */
    Company demoCompany(Person founder) {
        return found(founder, TRADES.get(1), false, LocalDate.of(2026, 3, 18), '1');
    }

    void companies(List<Person> adults, int count) {
        for (int i = 0; i < count; i++) {
            Person representative = dice.pick(adults);
            Trade trade = dice.pick(TRADES);
            boolean sole = dice.perMille(350);
            LocalDate from = representative.birth().plusYears(18);
            LocalDate founded =
                    dice.date(from.isAfter(LocalDate.of(1999, 1, 1)) ? from : LocalDate.of(1999, 1, 1), TODAY);
            char state = dice.perMille(880) ? '1' : dice.perMille(300) ? '2' : '3';
            Company company = found(representative, trade, sole, founded, state);
            if (trade.scope().startsWith("道路") && dice.perMille(750)) {
                permit(company, trade);
            }
        }
    }

    /** Two in three adults of working age are or were insured, most of them active. */
    void insure(List<Person> adults) {
        List<Company> employers = population.companies.stream()
                .filter(company -> company.state() == '1')
                .toList();
        for (Person person : adults) {
            if (person.age() <= 60 && dice.perMille(660)) {
                boolean active = dice.perMille(850);
                int months = dice.between(1, Math.max(1, (person.age() - 18) * 12));
                LocalDate paid =
                        active ? LocalDate.of(2026, 6, 15) : dice.date(TODAY.minusYears(6), TODAY.minusMonths(2));
                insurance(person, dice.perMille(900) ? dice.pick(employers) : null, months, paid, active);
            }
        }
    }

    void insurance(Person person, @Nullable Company employer, int months, LocalDate paid, boolean active) {
        int number = 51_000_001 + population.insurances.size();
        population.insurances.add(new Insurance(number, person, employer, months, paid, active));
    }

    private Company found(Person representative, Trade trade, boolean sole, LocalDate founded, char state) {
        Place place = Place.in(divisions, dice, representative.home().countyCode(), true);
        String name = name(place, trade, sole, representative);
        LocalDateTime registered = founded.atTime(dice.between(9, 16), dice.below(60), dice.below(60));
        Company company = new Company(
                new UUID(dice.bits(), dice.bits()).toString(),
                numbers.creditCode(dice, sole ? "92" : "91", place.countyCode()),
                name,
                sole,
                representative,
                BigDecimal.valueOf(sole ? dice.between(1, 20) * 10_000L : dice.between(1, 200) * 100_000L, 0),
                registered,
                place,
                trade.scope(),
                state);
        population.companies.add(company);
        return company;
    }

    private String name(Place place, Trade trade, boolean sole, Person representative) {
        while (true) {
            String word = dice.pick(FIRST) + dice.pick(SECOND) + (dice.perMille(500) ? dice.pick(FIRST) : "");
            String name = sole
                    ? place.county() + representative.name().surname().simplified() + word + trade.word() + "部"
                    : place.city() + word + trade.word() + "有限公司";
            // A name is taken once in a city; where all are gone, two may share one, as happens.
            if (names.add(name) || dice.perMille(100)) {
                return name;
            }
        }
    }

    private void permit(Company company, Trade trade) {
        LocalDate from = company.registered().toLocalDate();
        LocalDate issued = dice.date(from.isAfter(TODAY.minusYears(7)) ? from : TODAY.minusYears(7), TODAY);
        LocalDate until = issued.plusYears(4);
        char state = until.isBefore(TODAY) ? '3' : company.state() == '1' ? '1' : '2';
        String number = "511602%06d".formatted(population.permits.size() + 1);
        population.permits.add(new Permit(number, company, !trade.word().equals("客运"), issued, until, state));
    }
}
