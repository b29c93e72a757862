package org.yici.kernel.linking.normalise;

import org.jspecify.annotations.Nullable;

/** What a value of a column looks like, by which values that stand in the wrong column are put back. */
public enum Shape {
    CITIZEN_ID {
        @Override
        public boolean fits(String value) {
            return count(value, true) >= 14 && !Text.hasHan(value);
        }
    },
    PHONE {
        @Override
        public boolean fits(String value) {
            int digits = count(value, false);
            return digits >= 7 && digits <= 15 && digits >= value.length() - 4 && !CITIZEN_ID.fits(value)
                    || value.startsWith("+");
        }
    },
    PERSON_NAME {
        @Override
        public boolean fits(String value) {
            return count(value, true) <= 1
                    && (!Text.hasHan(value) || Text.alphanumeric(value).length() <= 4);
        }
    },
    ADDRESS {
        @Override
        public boolean fits(String value) {
            return Text.hasHan(value) && value.length() >= 5;
        }
    },
    COMPANY_NAME {
        @Override
        public boolean fits(String value) {
            return Text.hasHan(value) && Text.alphanumeric(value).length() >= 4;
        }
    },
    COMPANY_CODE {
        @Override
        public boolean fits(String value) {
            return !Text.hasHan(value) && count(value, false) >= 6;
        }
    };

    public abstract boolean fits(String value);

    /**
     * Exchanges values that stand in each other's column.
     *
     * @param row cleaned values; changed
     * @param shapes of the columns; null where anything may stand
     */
    public static void putBack(String[] row, @Nullable Shape[] shapes) {
        for (int i = 0; i < row.length; i++) {
            Shape shape = shapes[i];
            if (shape == null || row[i].isEmpty() || shape.fits(row[i])) {
                continue;
            }
            for (int j = 0; j < row.length; j++) {
                Shape other = shapes[j];
                boolean free =
                        other != null && j != i && (row[j].isEmpty() || !other.fits(row[j]) || shape.fits(row[j]));
                if (free && other.fits(row[i])) {
                    String value = row[i];
                    row[i] = row[j];
                    row[j] = value;
                    break;
                }
            }
        }
    }

    private static int count(String value, boolean masks) {
        int count = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9' || masks && (c == '*' || c == 'X' || c == 'x')) {
                count++;
            }
        }
        return count;
    }
}
