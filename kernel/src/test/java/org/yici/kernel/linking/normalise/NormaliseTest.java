package org.yici.kernel.linking.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliseTest {
    @ParameterizedTest
    @CsvSource({"張偉,张伟", "閻妍麗,阎妍丽", "寧遠農業,宁远农业", "李娜,李娜", "abc,abc"})
    void traditionalCharactersBecomeSimplified(String written, String simplified) {
        assertThat(Han.simplified(written)).isEqualTo(simplified);
    }

    @ParameterizedTest
    @CsvSource({
        "张伟,zhangwei", "曾国,zengguo", "单雄,shanxiong", "吕丽,luli", "仇英,qiuying", "区国强,ouguoqiang", "查良镛,zhaliangyong",
        "解放,xiefang", "朴正熙,piaozhengxi", "盖叫天,gejiaotian", "尉迟恭,yuchigong", "尉国强,weiguoqiang", "单于丹,chanyudan",
                "万俟卨,moqixie",
        "澹台灭明,tantaimieming", "长孙无忌,zhangsunwuji", "鲜于枢,xianyushu", "令狐冲,linghuchong", "乐正克,yuezhengke", "单于,shanyu"
    })
    void surnamesAreReadAsSurnames(String name, String pinyin) {
        assertThat(Han.pinyin(name)).isEqualTo(pinyin);
    }

    @ParameterizedTest
    @CsvSource({
        "Xu Jianqi,Hsü Chien-ch'i",
        "XU JIANQI,Hsu Chienchi",
        "Zhang Bin,Chang Pin",
        "Cai Mengqi,TSAI MENGCHI",
        "Xuan Hong,Hsuan Hung"
    })
    void spellingsOfOneNameFoldAlike(String one, String other) {
        assertThat(Romanised.fold(one)).isEqualTo(Romanised.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"Xu Jianqi,Jianqi Xu", "'Lu, Yong-ting',YONGTING LU"})
    void theOrderOfSurnameAndGivenNameDoesNotMatter(String one, String other) {
        assertThat(Romanised.unordered(Romanised.fold(one))).isEqualTo(Romanised.unordered(Romanised.fold(other)));
    }

    @Test
    void differentNamesDoNotFoldAlike() {
        assertThat(Romanised.fold("Zhang Bin")).isNotEqualTo(Romanised.fold("Zhang Min"));
        assertThat(Romanised.fold("Shi")).isNotEqualTo(Romanised.fold("Xi"));
    }

    @ParameterizedTest
    @CsvSource({
        "1986-01-22,1986,1,22",
        "1986/1/22,1986,1,22",
        "1986年01月22日,1986,1,22",
        "19860122,1986,1,22",
        "1986-01,1986,1,0",
        "1986,1986,0,0",
        "1843-02-53,1843,2,53",
        "no date,0,0,0"
    })
    void daysAreReadInAllTheirForms(String text, int year, int month, int day) {
        assertThat(Day.parse(text)).isEqualTo(new Day(year, month, day));
    }

    @ParameterizedTest
    @CsvSource({
        "宁远市铁西区胜利大道215号翠湖苑4-2-703,胜利大道,215,4,2,703",
        "铁西区胜利大道二一五号翠湖苑四-二-七零三,胜利大道,215,4,2,703",
        "宁远铁西区胜利大道215号4栋2单元703室,胜利大道,215,4,2,703",
        "西区胜利大道215号4号楼2单元703,胜利大道,215,4,2,703"
    })
    void stylesOfOneAddressParseAlike(String text, String road, int house, int building, int unit, int room) {
        Address address = Address.parse(text);
        assertThat(address.road()).isEqualTo(road);
        assertThat(address.numbers()).containsExactly(house, building, unit, room);
    }

    @Test
    void anAddressCutOffAgreesAsFarAsItGoes() {
        Address whole = Address.parse("江州市东城区工业大道68号24号楼2单元801");
        assertThat(whole.commonNumbers(Address.parse("江州市东城区工业大道68号2"))).isEqualTo(2);
        assertThat(whole.commonNumbers(Address.parse("江州市东城区工业大道68号24-2-802"))).isEqualTo(-4);
        assertThat(whole.commonNumbers(Address.parse("江州市东城区工业大道"))).isZero();
    }

    @Test
    void aNumeralInsideANameIsNoNumber() {
        Address address = Address.parse("三元区五一路12号");
        assertThat(address.road()).isEqualTo("五一路");
        assertThat(address.numbers()[0]).isEqualTo(12);
    }

    @Test
    void petNamesAreFormsOfOneName() {
        assertThat(GivenNames.alias("fanny", "frances")).isTrue();
        assertThat(GivenNames.alias("ned", "edward")).isTrue();
        assertThat(GivenNames.alias("ned", "mary")).isFalse();
        assertThat(GivenNames.alias("nobody", "nobody")).isFalse();
    }

    @Test
    void shapesTellColumnsApart() {
        assertThat(Shape.CITIZEN_ID.fits("990101********2841")).isTrue();
        assertThat(Shape.PHONE.fits("990101198601222841")).isFalse();
        assertThat(Shape.PHONE.fits("+86 10029872801")).isTrue();
        assertThat(Shape.PERSON_NAME.fits("990101198601222841")).isFalse();
        assertThat(Shape.PERSON_NAME.fits("Lu, Yong-ting")).isTrue();
        assertThat(Shape.ADDRESS.fits("张三")).isFalse();
        assertThat(Shape.COMPANY_NAME.fits("王琦")).isFalse();
    }
}
