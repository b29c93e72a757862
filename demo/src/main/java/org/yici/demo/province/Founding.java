package org.yici.demo.province;

import java.time.LocalDate;
import java.util.List;
import org.yici.demo.province.DemoPeople.DemoPerson;
import org.yici.demo.province.Population.Company;
import org.yici.demo.province.Population.Household;
import org.yici.demo.province.Population.Person;
import org.yici.demo.province.Population.Title;

/**
 * Makes the whole province. The demonstration's people come first, so that they are the same in every size of province.
 */
record Founding(Population population, DemoPeople demoPeople) {

    static Founding of(int people, long seed, Province.Growth growth) {
        Population population = new Population();
        Divisions divisions = new Divisions();
        Numbers numbers = new Numbers();
        Settlement settlement = new Settlement(population, new Dice(seed, "settlement"), divisions, numbers);
        Economy economy = new Economy(population, new Dice(seed, "economy"), divisions, numbers);

        Household sellers = settlement.demoFamily(
                LocalDate.of(1981, 4, 12),
                LocalDate.of(1983, 9, 3),
                LocalDate.of(2008, 5, 20),
                LocalDate.of(2010, 2, 14));
        Household buyers =
                settlement.demoFamily(LocalDate.of(1995, 7, 8), LocalDate.of(1996, 11, 25), LocalDate.of(2022, 10, 1));
        Person founder = settlement
                .demoSingle(LocalDate.of(1990, 3, 21))
                .members()
                .getFirst()
                .person();
        Person seller = sellers.members().getFirst().person();
        Person sellerSpouse = sellers.members().get(1).person();
        Person buyer = buyers.members().getFirst().person();
        Person buyerSpouse = buyers.members().get(1).person();
        Company company = economy.demoCompany(founder);

        while (population.people.size() < people) {
            settlement.family(people - population.people.size());
            growth.report(population.people.size(), people);
        }
        List<Person> adults = population.people.stream()
                .filter(person -> !person.demo() && person.adult())
                .toList();

        Estate estate = new Estate(population, new Dice(seed, "estate"), divisions, adults);
        Title home = estate.cleanHome(seller, sellers.home(), LocalDate.of(2016, 6, 16));
        population.households.stream().filter(household -> !household.demo()).forEach(estate::settle);

        economy.companies(adults, people / 18);
        LocalDate paid = LocalDate.of(2026, 6, 15);
        economy.insurance(seller, population.companies.get(2), 214, paid, true);
        economy.insurance(buyer, population.companies.get(1), 67, paid, true);
        economy.insure(adults);

        return new Founding(
                population,
                new DemoPeople(
                        shown(seller),
                        shown(sellerSpouse),
                        home.number(),
                        shown(buyer),
                        shown(buyerSpouse),
                        shown(founder),
                        company.code(),
                        company.name()));
    }

    private static DemoPerson shown(Person person) {
        return new DemoPerson(person.id(), person.name().simplified());
    }
}
