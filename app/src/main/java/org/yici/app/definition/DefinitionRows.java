package org.yici.app.definition;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.app.definition.Definition.Edition;
import org.yici.app.definition.Definition.Event;
import org.yici.app.definition.Definition.Step;
import org.yici.app.definition.DefinitionKind.Content;
import org.yici.app.definition.DefinitionStore.DraftRow;
import org.yici.app.definition.DefinitionStore.Head;
import org.yici.app.definition.DefinitionStore.Waiting;
import org.yici.app.definition.Definitions.Summary;
import org.yici.kernel.resource.Label;

/** What the rows of the schema of definitions say. */
final class DefinitionRows {
    private DefinitionRows() {}

    static Head head(ResultSet row, int n) throws SQLException {
        return new Head(
                row.getString("kind"),
                new Content(row.getString("name"), row.getString("department"), label(row)),
                instant(row, "withdrawn_at"));
    }

    static Waiting waiting(ResultSet row, int n) throws SQLException {
        return new Waiting(
                row.getString("kind"),
                new Content(row.getString("name"), row.getString("department"), label(row)),
                row.getString("withdrawal") != null,
                row.getLong("version"),
                row.getTimestamp("updated_at").toInstant());
    }

    static Edition edition(ResultSet row, int n) throws SQLException {
        return new Edition(
                row.getInt("number"),
                row.getString("text"),
                row.getBoolean("from_pack"),
                texts(row, "authors"),
                row.getString("reviewer"),
                row.getTimestamp("published_at").toInstant(),
                row.getObject("leaf", Long.class));
    }

    static DraftRow draft(ResultSet row, int n) throws SQLException {
        return new DraftRow(
                row.getString("text"),
                row.getBoolean("in_review"),
                row.getString("withdrawal"),
                texts(row, "authors"),
                row.getInt("base"),
                row.getLong("version"),
                row.getTimestamp("updated_at").toInstant());
    }

    static Event event(ResultSet row, int n) throws SQLException {
        return new Event(
                row.getTimestamp("at").toInstant(),
                Step.valueOf(row.getString("step")),
                row.getString("actor"),
                row.getString("comment"),
                row.getObject("edition", Integer.class),
                row.getObject("leaf", Long.class));
    }

    static Summary summary(ResultSet row, int n) throws SQLException {
        return new Summary(
                row.getString("kind"),
                row.getString("name"),
                row.getString("department"),
                label(row),
                row.getInt("edition"),
                row.getString("state"),
                row.getTimestamp("last_changed").toInstant());
    }

    private static Label label(ResultSet row) throws SQLException {
        return new Label(row.getString("name_zh"), row.getString("name_en"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }
}
