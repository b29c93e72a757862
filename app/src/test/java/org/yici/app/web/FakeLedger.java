package org.yici.app.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.ConsistencyProof;
import org.yici.app.ledger.Ledger;
import org.yici.app.ledger.LedgerEntry;
import org.yici.app.ledger.LedgerFilter;
import org.yici.app.store.Page;
import org.yici.kernel.ledger.Receipt;

/** A ledger that only looks like one. */
final class FakeLedger implements Ledger {
    private static final long SIZE = 2_001;

    @Override
    public Receipt append(Act act) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Receipt> appendAll(List<Act> acts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Receipt> receipt(long index) {
        return index >= 0 && index < SIZE
                ? Optional.of(new Receipt("{\"kind\":\"QUERY\"}", index, List.of("AAAA"), checkpoint()))
                : Optional.empty();
    }

    @Override
    public Page<LedgerEntry> entries(LedgerFilter filter, int page, int size) {
        long first = SIZE - 1 - (long) page * size;
        List<LedgerEntry> entries = LongStream.range(0, Math.clamp(first + 1, 0, size))
                .map(i -> first - i)
                .mapToObj(index -> {
                    Act.Kind kind = Act.Kind.values()[(int) (index % Act.Kind.values().length)];
                    return new LedgerEntry(
                            index,
                            Instant.now().minusSeconds((SIZE - index) * 7),
                            kind,
                            "person",
                            index % 3 == 0 ? null : "tax");
                })
                .toList();
        return new Page<>(entries, page, size, SIZE);
    }

    @Override
    public ConsistencyProof consistency(long from, long to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String checkpoint() {
        return "yici.local/log\n" + SIZE + "\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
                + "— yici.local/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    }

    @Override
    public long size() {
        return SIZE;
    }

    @Override
    public String verifierKey() {
        return "yici.local/log+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    }
}
