package org.yici.demo.province;

import static org.yici.demo.province.Population.TODAY;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.yici.demo.province.Population.Household;
import org.yici.demo.province.Population.Levy;
import org.yici.demo.province.Population.Person;
import org.yici.demo.province.Population.Sale;
import org.yici.demo.province.Population.Tax;
import org.yici.demo.province.Population.Title;
import org.yici.demo.province.Population.Usage;

/** Deals out property: who owns what, who had it before, and what was paid for it. */
final class Estate {
    private static final LocalDate FIRST_REGISTER = LocalDate.of(2003, 1, 1);

    private final Population population;
    private final Dice dice;
    private final Divisions divisions;
    private final List<Person> adults;

    /** @param adults who may own, buy and sell */
    Estate(Population population, Dice dice, Divisions divisions, List<Person> adults) {
        this.population = population;
        this.dice = dice;
        this.divisions = divisions;
        this.adults = adults;
    }

    /** A home that its owner has long had and that nothing burdens. */
    Title cleanHome(Person owner, Place place, LocalDate acquired) {
        return register(owner, place, new BigDecimal("89.50"), Usage.RESIDENTIAL, acquired, false, false, true);
    }

    void settle(Household household) {
        List<Person> owners = household.members().stream()
                .map(Population.Member::person)
                .filter(Person::adult)
                .toList();
        if (owners.isEmpty()) {
            return;
        }
        if (dice.perMille(700)) {
            deal(dice.pick(owners), household.home(), Usage.RESIDENTIAL);
        }
        if (dice.perMille(90)) {
            deal(dice.pick(owners), Place.in(divisions, dice, divisions.county(dice), true), Usage.RESIDENTIAL);
        }
        if (dice.perMille(35)) {
            Usage usage = dice.perMille(850) ? Usage.COMMERCIAL : Usage.INDUSTRIAL;
            deal(dice.pick(owners), Place.in(divisions, dice, household.home().countyCode(), true), usage);
        }
    }

    private void deal(Person owner, Place place, Usage usage) {
        LocalDate from = later(FIRST_REGISTER, owner.birth().plusYears(18));
        LocalDate acquired = dice.date(from, TODAY);
        BigDecimal area = BigDecimal.valueOf(
                usage == Usage.INDUSTRIAL ? dice.between(40_000, 300_000) : dice.between(4_200, 18_000), 2);
        boolean mortgaged = dice.perMille(300);
        boolean sealed = dice.perMille(10);
        if (dice.perMille(280) && acquired.isAfter(FIRST_REGISTER.plusYears(2))) {
            Person seller = dice.pick(adults);
            LocalDate before = dice.date(FIRST_REGISTER, acquired.minusYears(1));
            Title former = register(seller, place, area, usage, before, false, false, false);
            Title now = again(former, owner, acquired, mortgaged, sealed);
            sell(former, now, acquired.minusDays(dice.between(3, 40)));
            return;
        }
        Title title = register(owner, place, area, usage, acquired, mortgaged, sealed, true);
        if (dice.perMille(25)) {
            LocalDate signed = dice.date(later(acquired, TODAY.minusDays(90)), TODAY);
            contract(title, dice.pick(adults), price(title), signed, dice.perMille(700) ? '1' : '0');
        }
    }

    private void sell(Title former, Title now, LocalDate signed) {
        BigDecimal price = price(former);
        contract(former, now.owner(), price, signed, '2');
        BigDecimal rate = new BigDecimal(former.area().compareTo(BigDecimal.valueOf(90)) <= 0 ? "0.01" : "0.015");
        levy(former, now.owner(), Tax.DEED, price, rate, signed.plusDays(2));
        if (former.acquired().plusYears(2).isAfter(signed)) {
            levy(former, former.owner(), Tax.VAT, price, new BigDecimal("0.05"), signed.plusDays(2));
        }
        if (former.acquired().plusYears(5).isAfter(signed)) {
            levy(former, former.owner(), Tax.INCOME, price, new BigDecimal("0.01"), signed.plusDays(2));
        }
    }

    private Title register(
            Person owner,
            Place place,
            BigDecimal area,
            Usage usage,
            LocalDate acquired,
            boolean mortgaged,
            boolean sealed,
            boolean current) {
        int number = population.titles.size() + 1;
        String unit = "%s001001GB%05dF%08d".formatted(place.countyCode(), number / 10_000 + 1, number);
        return add(new Title(
                titleNumber(number, place, acquired),
                unit,
                owner,
                place,
                area,
                usage,
                acquired,
                mortgaged,
                sealed,
                current));
    }

    private Title again(Title former, Person owner, LocalDate acquired, boolean mortgaged, boolean sealed) {
        int number = population.titles.size() + 1;
        return add(new Title(
                titleNumber(number, former.place(), acquired),
                former.unit(),
                owner,
                former.place(),
                former.area(),
                former.usage(),
                acquired,
                mortgaged,
                sealed,
                true));
    }

    private Title add(Title title) {
        population.titles.add(title);
        return title;
    }

    private static String titleNumber(int number, Place place, LocalDate acquired) {
        return "川(%d)%s不动产权第%07d号".formatted(acquired.getYear(), place.city(), number);
    }

    private void contract(Title title, Person buyer, BigDecimal price, LocalDate signed, char status) {
        String number = "川GA%d%08d".formatted(signed.getYear(), population.sales.size() + 1);
        population.sales.add(new Sale(number, title, buyer, price, signed, status));
    }

    private void levy(Title title, Person payer, Tax kind, BigDecimal base, BigDecimal rate, LocalDate assessed) {
        String number = "5116%d%010d".formatted(assessed.getYear(), population.levies.size() + 1);
        BigDecimal tax = base.multiply(rate).setScale(2, RoundingMode.HALF_UP);
        population.levies.add(new Levy(number, title, payer, kind, base, tax, assessed, !dice.perMille(30)));
    }

    private BigDecimal price(Title title) {
        int perSquareMetre =
                title.usage() == Usage.COMMERCIAL ? dice.between(8_000, 19_000) : dice.between(3_900, 9_800);
        return title.area()
                .multiply(BigDecimal.valueOf(perSquareMetre))
                .setScale(-2, RoundingMode.HALF_UP)
                .setScale(2);
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
