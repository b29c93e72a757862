package org.yici.stream.clean;

import org.jspecify.annotations.Nullable;

/** What is to be written of one change for one resource. A plain object of Flink's kind: public fields, no constructor. */
public class Write {
    /** {@link #kind}: the record passed. */
    public static final int RECORD = 0;
    /** {@link #kind}: the record is gone. */
    public static final int DELETION = 1;
    /** {@link #kind}: the record failed a rule. */
    public static final int REJECTION = 2;

    public int kind;
    /** Code of the resource. */
    public String resource = "";
    /** Edition of the plan that cleaned it. */
    public int edition;

    public String source = "";
    public String key = "";
    public long position;
    public int sequence;
    /** When the source committed it, microseconds since 1970. */
    public long time;
    /** Whether it comes from a load, whose lag says nothing. */
    public boolean load;
    /** Whether nothing of this key should be there before it, which its table does not see to itself. */
    public boolean first;
    /** Standard values in the order of the resource's items; empty unless the record passed. */
    public @Nullable String[] values = new String[0];
    /** Ids in the order of the resource's subjects; empty unless the record passed. */
    public @Nullable String[] subjects = new String[0];
    /** What the record is compared by, as JSON, if its resource can be linked. */
    public @Nullable String evidence;
    /** Blocking keys as numbers, separated by blanks, if its resource can be linked. */
    public @Nullable String blocks;
    /** Of a rejection. */
    public String rule = "";
    /** Of a rejection: name of the item. */
    public @Nullable String item;
    /** Of a rejection: the value that failed. */
    public @Nullable String value;
    /** Of a rejection: the raw record as JSON. */
    public String record = "";

    /** Bytes of memory that it takes, about. */
    public long size() {
        long size = 256 + 2L * (key.length() + record.length() + length(value) + length(evidence) + length(blocks));
        for (String item : values) {
            size += 2L * length(item);
        }
        return size;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
