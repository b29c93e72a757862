package org.yici.demo.province;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flat, shop or yard.
 *
 * @param township nine digits
 * @param estate name of the housing estate, null in a village
 */
record Place(
        String city,
        String county,
        String township,
        String townshipName,
        String street,
        int number,
        @Nullable String estate,
        int building,
        int unit,
        int room) {
    private static final List<String> STREETS = List.of(
            "人民路", "解放街", "滨江大道", "建设路", "平安路", "迎宾大道", "凤凰路", "学府路", "朝阳街", "文昌街", "金桥路", "向阳路", "团结街", "青年路", "友谊路",
            "和平街", "兴隆街", "永兴路", "望江路", "柏林街");
    private static final List<String> ESTATES = List.of(
            "翠屏花园", "阳光家园", "锦绣华庭", "江畔雅居", "金桂苑", "书香门第", "丽景湾", "龙湾小区", "紫荆城", "碧水云天", "和谐家园", "东方名邸", "银杏苑", "恒春小区",
            "望江公馆", "梧桐里");

    static Place in(Divisions divisions, Dice dice, String countyCode, boolean urban) {
        String township = divisions.township(dice, countyCode);
        return new Place(
                divisions.name(countyCode.substring(0, 4)),
                divisions.name(countyCode),
                township,
                divisions.name(township),
                dice.pick(STREETS),
                dice.between(1, 399),
                urban || dice.perMille(800) ? dice.pick(ESTATES) : null,
                dice.between(1, 28),
                dice.between(1, 4),
                dice.between(1, 28) * 100 + dice.between(1, 4));
    }

    String countyCode() {
        return township.substring(0, 6);
    }

    /** The house's part of the address: street, number, estate, building, unit, room. */
    String house(boolean dashes) {
        if (estate == null) {
            return street + number + "号";
        }
        return street + number + "号" + estate
                + (dashes ? building + "-" + unit + "-" + room : building + "栋" + unit + "单元" + room + "室");
    }

    /** The address from the province down, as the standard address library has it. */
    String full() {
        return "四川省" + city + county + townshipName + house(false);
    }
}
