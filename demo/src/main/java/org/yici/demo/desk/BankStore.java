package org.yici.demo.desk;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Cases;
import org.yici.app.casework.IllegalCaseStateException;

/** Asks the tax office's database what is due and hands payments in; that database decides whether one fits. */
@Component
class BankStore {
    private static final String TAX = "tax";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final DeskConnections databases;
    private final Cases cases;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    BankStore(DeskConnections databases, Cases cases, Clock clock) {
        this.cases = cases;
        this.databases = databases;
        this.clock = clock;
    }

    /**
     * What is due.
     *
     * @param code the assessment's payment code
     * @param amount yuan
     * @param settled whether nothing is to be paid any more
     */
    record Due(String code, BigDecimal amount, boolean settled) {}

    /**
     * What can be struck out.
     *
     * @param paid what was paid on it, in yuan
     * @param done whether it is struck out already
     */
    record Refund(String code, String caseNumber, BigDecimal paid, boolean done) {}

    /**
     * A payment that the tax office has taken.
     *
     * @param serial the bank's serial number
     * @param amount yuan
     * @param caseNumber the case that it was assessed for; empty if for none
     */
    record Receipt(String serial, String code, BigDecimal amount, Instant paidAt, String caseNumber) {}

    Optional<Due> due(String code) {
        return databases
                .jdbc(TAX)
                .sql("select jkxh, coalesce(se, 0), coalesce(jkzt, '0') <> '0' from sb_zsxx where jkxh = ?")
                .param(code)
                .query((row, index) -> new Due(row.getString(1), row.getBigDecimal(2), row.getBoolean(3)))
                .optional();
    }

    /**
     * Asks whether the case that an assessment is for goes on.
     *
     * @throws BankRefusedException if it has ended: nothing is due any more
     */
    void requireDue(String code) {
        whileDue(code, () -> code);
    }

    /**
     * Hands a payment in.
     *
     * @return the bank's serial number
     * @throws BankRefusedException if the tax office's database refuses it, or the case that it is for has ended; nothing is paid then
     */
    String pay(String code, BigDecimal amount) {
        return whileDue(code, () -> handIn(code, amount));
    }

    /** The case cannot end while the payment is taken. */
    private String whileDue(String code, Supplier<String> act) {
        Optional<String> number = databases
                .jdbc(TAX)
                .sql("select ywh from sb_zsxx where jkxh = ? and ywh is not null")
                .param(code)
                .query(String.class)
                .optional();
        try {
            return number.isEmpty() ? act.get() : cases.unlessEnded(number.get(), act);
        } catch (IllegalCaseStateException e) {
            throw new BankRefusedException("void", e);
        }
    }

    private String handIn(String code, BigDecimal amount) {
        String serial = serial();
        try {
            databases
                    .jdbc(TAX)
                    .sql("insert into sb_jkxx (yhlsh, jkxh, jkje) values (?, ?, ?)")
                    .params(serial, code, amount)
                    .update();
            return serial;
        } catch (DataAccessException e) {
            throw refusal(e);
        }
    }

    Optional<Receipt> receipt(String serial) {
        return databases
                .jdbc(TAX)
                .sql("select p.yhlsh, p.jkxh, p.jkje, p.jksj, coalesce(a.ywh, '')"
                        + " from sb_jkxx p left join sb_zsxx a on a.jkxh = p.jkxh where p.yhlsh = ?")
                .param(serial)
                .query((row, index) -> new Receipt(
                        row.getString(1),
                        row.getString(2),
                        row.getBigDecimal(3),
                        row.getTimestamp(4).toInstant(),
                        row.getString(5)))
                .optional();
    }

    Optional<Refund> refund(String code) {
        return databases
                .jdbc(TAX)
                .sql(
                        "select jkxh, coalesce(ywh, ''), (select coalesce(sum(jkje), 0) from sb_jkxx p where p.jkxh = a.jkxh),"
                                + " coalesce(jkzt, '0') = '9' from sb_zsxx a where jkxh = ?")
                .param(code)
                .query((row, index) ->
                        new Refund(row.getString(1), row.getString(2), row.getBigDecimal(3), row.getBoolean(4)))
                .optional();
    }

    /**
     * The tax office strikes an assessment out, and the bank pays back what was paid on it.
     *
     * @throws BankRefusedException if the tax office's database refuses it; nothing is paid back then
     */
    void strikeOut(String code) {
        try {
            databases
                    .jdbc(TAX)
                    .sql("insert into sb_tkxx (tkxh, jkxh) values (?, ?)")
                    .params("T" + serial(), code)
                    .update();
        } catch (DataAccessException e) {
            throw refusal(e);
        }
    }

    private static RuntimeException refusal(DataAccessException e) {
        ServerErrorMessage said =
                e.getMostSpecificCause() instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        String rule = said != null && "P0001".equals(said.getSQLState()) ? said.getConstraint() : null;
        return rule == null ? e : new BankRefusedException(rule, e);
    }

    /** Bank, day and twelve digits that nobody guesses: a receipt is shown to whoever has its number. */
    private String serial() {
        String day = LocalDate.ofInstant(clock.instant(), ZONE).format(DateTimeFormatter.BASIC_ISO_DATE);
        return "YC" + day + "%012d".formatted(random.nextLong(1_000_000_000_000L));
    }
}
