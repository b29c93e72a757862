package org.yici.app.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yici.app.store.SecretFiles;
import org.yici.kernel.ledger.EntryBundle;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.LeafRange;
import org.yici.kernel.ledger.MerkleProof;
import org.yici.kernel.ledger.Node;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.Tile;

/** The log in PostgreSQL: one writer, any number of readers. */
@Component
class MerkleLedger implements Ledger, Tiles, SmartLifecycle {
    private final JdbcConnectionDetails database;
    private final LedgerStore store;
    private final LedgerSearchStore search;
    private final PendingActs pending;
    private final Clock clock;
    private final SecretFiles secrets;
    private final Path home;
    private final String origin;
    private volatile @Nullable LedgerWriter writer;

    MerkleLedger(
            JdbcConnectionDetails database,
            JdbcClient jdbc,
            Clock clock,
            SecretFiles secrets,
            @Value("${yici.home:yici-data}") Path home,
            @Value("${yici.ledger.origin:yici.local/ledger}") String origin) {
        this.database = database;
        this.store = new LedgerStore(jdbc);
        this.search = new LedgerSearchStore(jdbc);
        this.pending = new PendingActs(jdbc, clock, this::appendAll);
        this.clock = clock;
        this.secrets = secrets;
        this.home = home;
        this.origin = origin;
    }

    @Override
    public void start() {
        writer = LedgerWriter.open(database, clock, secrets, home, origin);
        pending.voidWhatWasLeft();
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void voidWhatFailed() {
        if (isRunning()) {
            pending.voidWhatFailed();
        }
    }

    @Override
    public void stop() {
        LedgerWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }

    /** First up and last down: whatever else runs may have acts to log. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public Optional<Instant> refused() {
        LedgerWriter open = writer;
        return Optional.ofNullable(open == null ? null : open.refused());
    }

    @Override
    public Receipt append(Act act) {
        return appendAll(List.of(act)).getFirst();
    }

    @Override
    public List<Receipt> appendAll(List<Act> acts) {
        if (acts.isEmpty()) {
            return List.of();
        }
        List<Act> bound = acts.stream().filter(PendingActs::isPending).toList();
        if (!bound.isEmpty() && bound.size() < acts.size()) {
            throw new IllegalArgumentException("Acts that take effect with a transaction are appended by themselves");
        }
        List<Receipt> receipts = writer().append(acts.stream()
                .map(act -> Draft.of(act, !bound.isEmpty()))
                .toList());
        if (!bound.isEmpty()) {
            pending.bind(acts, receipts);
        }
        return receipts;
    }

    @Override
    public Optional<Receipt> receipt(long index) {
        Head head = writer().head();
        if (index < 0 || index >= head.size()) {
            return Optional.empty();
        }
        return Optional.of(receipt(store, head, index));
    }

    static Receipt receipt(LedgerStore store, Head head, long index) {
        String entry = store.entry(index).orElseThrow(() -> damaged("entry " + index));
        List<Hash> path = hashes(store, MerkleProof.inclusion(index, head.size()));
        return new Receipt(entry, index, path.stream().map(Hash::base64).toList(), head.note());
    }

    @Override
    public LedgerSlice entries(LedgerFilter filter, LedgerCursor cursor, int size) {
        if (size < 1 || size > 1_000) {
            throw new IllegalArgumentException("A page has 1 to 1,000 entries");
        }
        return search.slice(filter, cursor, size);
    }

    @Override
    public ConsistencyProof consistency(long from, long to) {
        if (to > size()) {
            throw new IllegalArgumentException("The ledger has " + size() + " entries, not " + to);
        }
        List<LeafRange> ranges = new ArrayList<>(MerkleProof.consistency(from, to));
        ranges.add(new LeafRange(0, from));
        ranges.add(new LeafRange(0, to));
        List<String> hashes = hashes(store, ranges).stream().map(Hash::base64).toList();
        int path = hashes.size() - 2;
        return new ConsistencyProof(from, to, hashes.get(path), hashes.get(path + 1), hashes.subList(0, path));
    }

    @Override
    public String checkpoint() {
        return writer().head().note();
    }

    @Override
    public long size() {
        return writer().head().size();
    }

    @Override
    public String verifierKey() {
        return writer().verifierKey();
    }

    @Override
    public Optional<byte[]> tile(Tile tile) {
        if (!tile.isIn(size())) {
            return Optional.empty();
        }
        return Optional.of(tile.level() == Tile.ENTRIES ? bundle(tile) : tileOfHashes(tile));
    }

    private byte[] bundle(Tile tile) {
        List<String> entries = store.entries(tile.first().index(), tile.width());
        if (entries.size() != tile.width()) {
            throw damaged("entries of the bundle " + tile.path());
        }
        return EntryBundle.encode(entries.stream()
                .map(entry -> entry.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    private byte[] tileOfHashes(Tile tile) {
        List<Hash> hashes = store.hashes(tile.first(), tile.width());
        if (hashes.size() != tile.width()) {
            throw damaged("hashes of the tile " + tile.path());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(tile.width() * Hash.LENGTH);
        hashes.forEach(hash -> bytes.writeBytes(hash.bytes()));
        return bytes.toByteArray();
    }

    /** The hashes of runs of leaves, with one question to the database for all of them. */
    private static List<Hash> hashes(LedgerStore store, List<LeafRange> ranges) {
        Set<Node> needed = new HashSet<>();
        ranges.forEach(range -> needed.addAll(range.nodes()));
        Map<Node, Hash> stored = store.nodes(needed);
        if (stored.size() != needed.size()) {
            throw damaged("nodes of its tree");
        }
        return ranges.stream().map(range -> range.hash(stored::get)).toList();
    }

    private LedgerWriter writer() {
        LedgerWriter open = writer;
        if (open == null) {
            throw new LedgerUnavailableException("The ledger is not started", null);
        }
        return open;
    }

    private static LedgerStateException damaged(String what) {
        return new LedgerStateException(
                "The ledger lacks " + what + "; run ./yici ledger audit to see what is missing");
    }
}
