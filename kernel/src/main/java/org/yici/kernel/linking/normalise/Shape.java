package org.yici.kernel.linking.normalise;

import org.jspecify.annotations.Nullable;
import org.yici.kernel.identifier.Telephone;
import org.yici.kernel.text.NameDots;

/** What a value of a column looks like, by which values that stand in the wrong column are put back. */
public enum Shape {
    CITIZEN_ID {
        @Override
        public boolean fits(String value) {
            int count = count(value, true);
            return count >= 14 && count <= LONGEST_ID && !Text.hasHan(value) && !isTelephone(value, count);
        }
    },
    PHONE {
        @Override
        public boolean fits(String value) {
            int digits = count(value, false);
            return digits >= 7
                            && digits <= 15
                            && digits >= value.length() - 4
                            && isNumber(value)
                            && !CITIZEN_ID.fits(value)
                    || value.startsWith("+") && isNumber(value)
                    || digits >= 14 && !Telephone.all(value).isEmpty();
        }
    },
    /** A name of any people: 热依拉·买买提, 山本五十六, 欧阳娜娜; in characters or letters, of any length. */
    PERSON_NAME {
        @Override
        public boolean fits(String value) {
            return count(value, true) <= 1 && (!Text.hasHan(value) || !isPlace(value));
        }
    },
    ADDRESS {
        @Override
        public boolean fits(String value) {
            return Text.hasHan(value) && Text.length(value) >= 5 && !isNameOfParts(value);
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

    /** Characters of a name that may be any words. */
    private static final int SHORT = 4;

    private static final String[] ORGANISATIONS = {
        "公司", "集团", "中心", "合作社", "商行", "经营部", "事务所", "医院", "学校", "银行", "工作室", "服务部", "分局", "委员会"
    };

    /** Digits of a citizen ID with two typed twice. */
    private static final int LONGEST_ID = 20;
    /** Digits of the longest telephone number, with an extension. */
    private static final int LONGEST_TELEPHONE = 17;

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

    /** Digits and the signs of telephone numbers: no letters, which say that a spreadsheet has cut the number. */
    private static boolean isNumber(String value) {
        return value.codePoints().noneMatch(c -> Character.isLetter(c) && c != '转');
    }

    /** Whether what has as many digits as an ID is a telephone number with country code, carrier or extension. */
    private static boolean isTelephone(String value, int digits) {
        boolean number = digits == value.length() && value.charAt(0) >= '2';
        return digits <= LONGEST_TELEPHONE && !number && Telephone.normal(value).isPresent();
    }

    /** Whether a text is an organisation, or built as an address is: of divisions, roads and numbers, of which a name has one by chance at most. */
    private static boolean isPlace(String value) {
        if (Text.length(value) <= SHORT || isNameOfParts(value)) {
            return false;
        }
        for (String word : ORGANISATIONS) {
            if (value.contains(word)) {
                return true;
            }
        }
        int marks = 0;
        for (int i = 1; i < value.length(); i++) {
            boolean number = "号栋幢座室楼弄".indexOf(value.charAt(i)) >= 0 && isNumeral(value.charAt(i - 1));
            marks += number ? 2 : "省市区县旗州盟镇乡村路街道巷弄里号栋幢".indexOf(value.charAt(i)) >= 0 ? 1 : 0;
        }
        return marks >= 2;
    }

    private static boolean isNumeral(char c) {
        return c >= '0' && c <= '9' || Han.numeral(c) >= 0 || c == '十' || c == '百';
    }

    private static boolean isNameOfParts(String value) {
        int dot = -1;
        for (int i = 0; i < value.length() && dot < 0; i++) {
            dot = NameDots.isDot(value.charAt(i)) ? i : -1;
        }
        return dot > 0 && dot < value.length() - 1 && count(value, false) == 0;
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
