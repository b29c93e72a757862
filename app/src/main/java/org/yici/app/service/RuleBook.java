package org.yici.app.service;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.dmn.engine.DmnDecision;
import org.operaton.bpm.dmn.engine.DmnEngine;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionImpl;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.operaton.bpm.dmn.engine.impl.DmnDecisionTableOutputImpl;
import org.operaton.bpm.dmn.engine.impl.spi.type.DmnTypeDefinition;
import org.yici.kernel.resource.ItemType;

/** The decision tables of one item (DMN 1.3, FEEL). */
public final class RuleBook {
    /** What no rule decides, people do. */
    static final String UNDECIDED = "manual";

    private final DmnEngine engine;
    private final Map<String, DmnDecision> tables;
    private final String digest;

    private RuleBook(DmnEngine engine, Map<String, DmnDecision> tables, String digest) {
        this.engine = engine;
        this.tables = Map.copyOf(tables);
        this.digest = digest;
    }

    /** @throws IllegalArgumentException if the file is not valid DMN */
    static RuleBook read(DmnEngine engine, @Nullable String dmn) {
        if (dmn == null) {
            return new RuleBook(engine, Map.of(), "");
        }
        try {
            byte[] content = dmn.getBytes(StandardCharsets.UTF_8);
            Map<String, DmnDecision> tables = new HashMap<>();
            engine.parseDecisions(new ByteArrayInputStream(content))
                    .forEach(decision -> tables.put(decision.getKey(), decision));
            return new RuleBook(engine, tables, sha256(content));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("it is not valid DMN: " + e.getMessage(), e);
        }
    }

    Set<String> tables() {
        return tables.keySet();
    }

    /** What a table tells, output by output; what no rule decides has an {@code outcome} too. */
    Map<String, ItemType> outputs(String table) {
        Map<String, ItemType> outputs = new LinkedHashMap<>();
        outputs.put("outcome", ItemType.TEXT);
        if (tables.get(table) instanceof DmnDecisionImpl decision
                && decision.getDecisionLogic() instanceof DmnDecisionTableImpl logic) {
            for (DmnDecisionTableOutputImpl output : logic.getOutputs()) {
                outputs.put(output.getOutputName(), type(output.getTypeDefinition()));
            }
        }
        return outputs;
    }

    private static ItemType type(DmnTypeDefinition type) {
        return switch (String.valueOf(type.getTypeName())) {
            case "integer", "long", "double", "number" -> ItemType.DECIMAL;
            case "boolean" -> ItemType.BOOLEAN;
            default -> ItemType.TEXT;
        };
    }

    /** SHA-256 of the file in hexadecimal: which rules decided. */
    public String digest() {
        return digest;
    }

    /**
     * Asks a table.
     *
     * @param variables the table's variables: what an expression comes to
     * @return its outputs; if no rule matches, only {@code outcome} {@value #UNDECIDED}
     */
    public Map<String, String> decide(String table, Map<String, @Nullable Object> variables) {
        DmnDecision decision = tables.get(table);
        if (decision == null) {
            throw new IllegalStateException("There is no decision table " + table);
        }
        List<Map<String, Object>> results =
                engine.evaluateDecisionTable(decision, variables).getResultList();
        Map<String, String> outputs = new LinkedHashMap<>();
        if (results.isEmpty()) {
            outputs.put("outcome", UNDECIDED);
        } else {
            results.getFirst().forEach((name, value) -> {
                if (value != null) {
                    outputs.put(name, text(value));
                }
            });
        }
        return outputs;
    }

    private static String text(Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
