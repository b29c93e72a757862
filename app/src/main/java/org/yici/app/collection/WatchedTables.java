package org.yici.app.collection;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;

/** The tables as the job tells of them, and what operators do to them: each act a leaf. */
@Service
class WatchedTables implements SourceTables {
    private final SourceTableStore store;
    private final Ledger ledger;

    WatchedTables(SourceTableStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    @Override
    public List<TableState> tables() {
        return store.tables();
    }

    @Override
    public List<SetAside> setAside(int most) {
        return store.setAside(most);
    }

    @Override
    public long openSetAside() {
        return store.openSetAside();
    }

    @Override
    @Transactional
    public void load(Operator by, String source, String schema, String table) {
        if (store.forget(source, schema, table)) {
            note(Act.Kind.RELOAD, by, Map.of("source", source, "table", schema + "." + table));
        }
    }

    @Override
    @Transactional
    public void load(Operator by, String source) {
        if (store.forget(source)) {
            note(Act.Kind.RELOAD, by, Map.of("source", source));
        }
    }

    @Override
    @Transactional
    public void release(Operator by, long id) {
        store.release(id).ifPresent(released -> {
            String schema = released.schema();
            String table = released.table();
            String named = schema == null || table == null ? "" : schema + "." + table;
            if (schema == null || table == null) {
                store.forget(released.source());
            } else {
                store.forget(released.source(), schema, table);
            }
            note(
                    Act.Kind.RELEASE,
                    by,
                    Map.of(
                            "source", released.source(),
                            "table", named,
                            "position", released.position(),
                            "messageDigest", released.digest()));
        });
    }

    private void note(Act.Kind kind, Operator by, Map<String, String> details) {
        ledger.append(new Act(kind, "account:" + by.account(), by.department(), null, null, details));
    }
}
