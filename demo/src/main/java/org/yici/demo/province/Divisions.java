package org.yici.demo.province;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The real divisions of Sichuan, and where the demo's people live among them: most in the home district. */
final class Divisions {
    static final String HOME_CITY = "5116";
    static final String HOME_DISTRICT = "511602";

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, List<String>> townships = new HashMap<>();
    private final List<String> counties = new ArrayList<>();
    private final List<String> homeCounties = new ArrayList<>();

    Divisions() {
        for (String[] row : Resources.rows("divisions/sichuan.csv")) {
            String code = row[0];
            names.put(code, row[1]);
            if (code.length() == 9) {
                String county = code.substring(0, 6);
                if (townships.computeIfAbsent(county, key -> new ArrayList<>()).isEmpty()) {
                    counties.add(county);
                    if (county.startsWith(HOME_CITY)) {
                        homeCounties.add(county);
                    }
                }
                townships.get(county).add(code);
            }
        }
    }

    /** A county-level division: six in ten the home district, a quarter the rest of the home city. */
    String county(Dice dice) {
        int draw = dice.below(100);
        return draw < 60 ? HOME_DISTRICT : dice.pick(draw < 85 ? homeCounties : counties);
    }

    String township(Dice dice, String county) {
        return dice.pick(townships.getOrDefault(county, List.of()));
    }

    String name(String code) {
        return Objects.requireNonNull(names.get(code), code);
    }

    List<String> codes() {
        return List.copyOf(names.keySet());
    }
}
