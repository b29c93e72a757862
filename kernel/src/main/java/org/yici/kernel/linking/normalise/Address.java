package org.yici.kernel.linking.normalise;

/**
 * A Chinese address split into what can be compared: the road by name, and the numbers of house, building, unit and room in
 * their order. City and district are left out, since departments leave them out as they like; so is the estate's name.
 *
 * @param road name of the road; empty if the address is cut off before it
 * @param numbers house, building, unit, room; 0 where the address ends before
 * @param count how many of the numbers there are
 * @param open whether the text may be cut off within the last number
 */
public record Address(String road, int[] numbers, int count, boolean open) {
    private static final int PLACES = 4;
    private static final int LARGEST = 99_999;

    /** Parses text that is cleaned and simplified; null-free, an address without anything usable has neither road nor numbers. */
    public static Address parse(String text) {
        int[] numbers = new int[PLACES];
        int count = 0;
        int first = -1;
        int last = -1;
        int at = 0;
        while (at < text.length()) {
            int value = digit(text.charAt(at));
            if (value < 0) {
                at++;
                continue;
            }
            int start = at;
            int number = 0;
            while (at < text.length() && (value = digit(text.charAt(at))) >= 0) {
                number = Math.min(LARGEST, number * 10 + value);
                at++;
            }
            if (isNumeralOfName(text, start, at)) {
                continue;
            }
            first = first < 0 ? start : first;
            last = at;
            if (count < PLACES) {
                numbers[count++] = number;
            }
        }
        String head = first < 0 ? text : text.substring(0, first);
        return new Address(road(head), numbers, count, count > 0 && count < PLACES && last == text.length());
    }

    public boolean isEmpty() {
        return road.isEmpty() && count == 0;
    }

    /** Whether the given numbers of both are the same; the last of a text that is cut off may be a prefix of the other's. */
    public int commonNumbers(Address other) {
        int shared = Math.min(count, other.count);
        for (int i = 0; i < shared; i++) {
            if (numbers[i] != other.numbers[i]) {
                boolean cut = open && i == count - 1 && isPrefix(numbers[i], other.numbers[i])
                        || other.open && i == other.count - 1 && isPrefix(other.numbers[i], numbers[i]);
                return cut ? shared : -(i + 1);
            }
        }
        return shared;
    }

    private static boolean isPrefix(int shorter, int longer) {
        int rest = longer;
        while (rest > shorter) {
            rest /= 10;
        }
        return shorter > 0 && rest == shorter;
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : Han.numeral(c);
    }

    /** A single Chinese numeral inside a name (三元路) is no number: a number is followed by its unit, a dash or the end. */
    private static boolean isNumeralOfName(String text, int start, int end) {
        return text.charAt(start) > '9' && end < text.length() && "号栋幢座单室楼层-弄巷".indexOf(text.charAt(end)) < 0;
    }

    private static String road(String head) {
        int from = 0;
        for (int i = 0; i < head.length() - 1; i++) {
            char c = head.charAt(i);
            if ((c == '区' || c == '县' || c == '市' || c == '省') && i + 1 - from >= 2) {
                from = i + 1;
            }
        }
        int end = head.length();
        for (int i = end - 1; i > from; i--) {
            char c = head.charAt(i);
            if (c == '路' || c == '街' || c == '道' || c == '巷') {
                end = i + 1;
                break;
            }
        }
        return head.substring(from, end);
    }
}
