package org.yici.app.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.yici.app.collection.Collection;
import org.yici.app.store.Page;

/** Sources in every state, a flow that rises and falls, a quarantine of a few rules. */
final class FakeCollection implements Collection {
    private static final List<String> SOURCES = List.of(
            "public-security",
            "civil-affairs",
            "housing",
            "natural-resources",
            "tax",
            "human-resources",
            "market-regulation",
            "transport");
    private static final List<String> STATES = List.of(
            "streaming", "streaming", "unreachable", "streaming", "slot-lost", "loading", "streaming", "new");
    private static final List<String> RULES =
            List.of("citizen-id.check", "date.invalid", "required", "citizen-id.length", "code.unknown");

    private final List<Quarantined> quarantine = IntStream.range(0, 47)
            .mapToObj(i -> {
                Instant at = Instant.now().minusSeconds(90L * i + 5);
                String rule = RULES.get(i % RULES.size());
                return new Quarantined(
                        100 - i,
                        "GA5100/000001",
                        i % 6 == 5 ? "civil-affairs" : "public-security",
                        "P" + (30_000 + i),
                        rule,
                        rule.startsWith("date") ? "birth_date" : rule.startsWith("code") ? "status" : "id_no",
                        rule.equals("required") ? null : "51160219800101123" + i % 10,
                        "{\"RYBH\":\"P3000" + i + "\",\"XM\":\"罗建华\",\"GMSFHM\":\"51160219800101123" + i % 10
                                + "\",\"XB\":\"1\",\"CSRQ\":\"1980.13.01\",\"ZT\":null}",
                        1,
                        i % 7 == 3 ? "superseded" : "open",
                        at.minusMillis(400),
                        at,
                        i % 7 == 3 ? at.plusSeconds(30) : null);
            })
            .toList();

    @Override
    public void register(Source source, String username, String password) {}

    @Override
    public List<SourceState> sources() {
        Instant now = Instant.now();
        return IntStream.range(0, SOURCES.size())
                .mapToObj(i -> new SourceState(
                        new Source(SOURCES.get(i), SOURCES.get(i), "jdbc:postgresql://localhost/x", "yici", "yici"),
                        STATES.get(i),
                        STATES.get(i).equals("unreachable") ? "Connection to localhost:5433 refused" : null,
                        STATES.get(i).equals("loading") ? 12_340 : STATES.get(i).equals("new") ? 0 : 20_000 + i * 731L,
                        STATES.get(i).equals("new") ? null : 20_000L,
                        STATES.get(i).equals("streaming") ? now.minusSeconds(3600) : null,
                        now.minusSeconds(20)))
                .toList();
    }

    @Override
    public List<Flow> flows(int seconds) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Flow> flows = new ArrayList<>();
        for (int ago = seconds; ago > 0; ago--) {
            Instant at = end.minusSeconds(ago);
            for (int i = 0; i < 4; i++) {
                double wave = 1 + Math.sin(at.getEpochSecond() / 9.0 + i);
                int received = (int) (wave * (120 + 60 * i));
                if (received > 20) {
                    flows.add(new Flow(
                            at, SOURCES.get(i), "GA5100/000001", received, received - received / 40, received / 40,
                            210 + (int) (wave * 90), 480 + (int) (wave * 170), 900));
                }
            }
        }
        return flows;
    }

    @Override
    public Page<Quarantined> quarantine(QuarantineFilter filter, int page, int size) {
        List<Quarantined> found = quarantine.stream()
                .filter(record -> filter.source() == null || filter.source().equals(record.source()))
                .filter(record -> filter.rule() == null || filter.rule().equals(record.rule()))
                .filter(record -> filter.state() == null || filter.state().equals(record.state()))
                .toList();
        int from = Math.min(found.size(), page * size);
        return new Page<>(found.subList(from, Math.min(found.size(), from + size)), page, size, found.size());
    }

    @Override
    public Optional<Quarantined> quarantined(long id) {
        return quarantine.stream().filter(record -> record.id() == id).findFirst();
    }

    @Override
    public long openQuarantine() {
        return quarantine.stream().filter(record -> record.state().equals("open")).count();
    }
}
