package org.yici.cli.linkage;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Records of invented persons as twelve departments would hold them, in random order, with the truth. Any record can be made
 * by itself, so a million need no memory.
 */
public final class LinkageRecords {
    /** The header of the records, in the layout of the model {@code zh_person}. */
    public static final List<String> COLUMNS =
            List.of("rec_id", "dept", "updated", "name", "id_no", "sex", "birth", "phone", "address");

    private static final int MOST = 8;

    private final long seed;
    /** The person of each record, then the number of the record among that person's. */
    private final int[] person;

    private final byte[] nth;

    /** @param seed the same seed and count give the same records */
    public LinkageRecords(long seed, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("At least one record is needed");
        }
        this.seed = seed;
        person = new int[count];
        nth = new byte[count];
        int at = 0;
        for (int number = 0; at < count; number++) {
            int records = records(InventedPerson.random(seed, number, 1));
            for (int i = 0; i < records && at < count; i++) {
                person[at] = number;
                nth[at++] = (byte) i;
            }
        }
        shuffle();
    }

    /** One to eight, 3.1 on average. */
    private static int records(SplittableRandom random) {
        if (random.nextInt(100) < 28) {
            return 1;
        }
        int records = 2;
        while (records < MOST && random.nextInt(100) < 67) {
            records++;
        }
        return records;
    }

    private void shuffle() {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = person.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = person[i];
            person[i] = person[j];
            person[j] = other;
            byte which = nth[i];
            nth[i] = nth[j];
            nth[j] = which;
        }
    }

    public int count() {
        return person.length;
    }

    /** The values of a record in the order of {@link #COLUMNS}. */
    public String[] row(int index) {
        InventedPerson who = InventedPerson.of(seed, person[index]);
        String[] values = new Clerk(who, InventedPerson.random(seed, person[index], 2 + nth[index])).write();
        String[] row = new String[values.length + 1];
        row[0] = id(index);
        System.arraycopy(values, 0, row, 1, values.length);
        return row;
    }

    public static String id(int index) {
        return "R%07d".formatted(index);
    }

    /** The subject of a record: equal for the records of one person. */
    public String subject(int index) {
        return "E%07d".formatted(person[index]);
    }

    /** How many different persons there are. */
    public long subjects() {
        return Arrays.stream(person).distinct().count();
    }
}
