package org.yici.demo.province;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.demo.province.Names.Name;

/** Everybody and everything in the province as it truly is, before the departments write it down. */
final class Population {
    /** The day on which the province stands; nothing in it is younger. */
    static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

    final List<Person> people = new ArrayList<>();
    final List<Household> households = new ArrayList<>();
    final List<Marriage> marriages = new ArrayList<>();
    final List<Title> titles = new ArrayList<>();
    final List<Sale> sales = new ArrayList<>();
    final List<Levy> levies = new ArrayList<>();
    final List<Company> companies = new ArrayList<>();
    final List<Insurance> insurances = new ArrayList<>();
    final List<Permit> permits = new ArrayList<>();

    /** @param demo stands in front of the public: written down without any mistake, and in no random business */
    record Person(
            int number,
            String id,
            Name name,
            boolean male,
            LocalDate birth,
            String ethnicity,
            Place home,
            char status,
            boolean demo) {
        int age() {
            return birth.until(TODAY).getYears();
        }

        boolean adult() {
            return age() >= 18 && status == '0';
        }
    }

    record Household(String number, Place home, LocalDate registered, List<Member> members) {
        boolean demo() {
            return members.getFirst().person().demo();
        }
    }

    record Member(Person person, Relation relation) {}

    enum Relation {
        HEAD,
        SPOUSE,
        CHILD,
        PARENT,
        OTHER
    }

    record Marriage(String certificate, Person husband, Person wife, LocalDate registered, boolean divorced) {
        boolean demo() {
            return husband.demo() || wife.demo();
        }
    }

    enum Usage {
        RESIDENTIAL,
        COMMERCIAL,
        INDUSTRIAL
    }

    /** A real-estate title; a former one of the same unit is not current. */
    record Title(
            String number,
            String unit,
            Person owner,
            Place place,
            BigDecimal area,
            Usage usage,
            LocalDate acquired,
            boolean mortgaged,
            boolean sealed,
            boolean current) {}

    /** @param title the seller's title. status: '1' filed, '2' registered, '0' cancelled */
    record Sale(String contract, Title title, Person buyer, BigDecimal price, LocalDate signed, char status) {}

    enum Tax {
        DEED,
        INCOME,
        VAT
    }

    record Levy(
            String number,
            Title title,
            Person payer,
            Tax kind,
            BigDecimal base,
            BigDecimal tax,
            LocalDate assessed,
            boolean paid) {}

    /** state: '1' active, '2' revoked, '3' cancelled. */
    record Company(
            String key,
            String code,
            String name,
            boolean sole,
            Person representative,
            BigDecimal capital,
            LocalDateTime registered,
            Place place,
            String scope,
            char state) {}

    record Insurance(
            int number, Person person, @Nullable Company employer, int months, LocalDate paid, boolean active) {}

    /** state: '1' valid, '2' revoked, '3' expired. */
    record Permit(String number, Company company, boolean freight, LocalDate issued, LocalDate validTo, char state) {}
}
