package org.yici.app.web;

import static org.yici.app.casework.ServiceItem.Supply.SHARED;
import static org.yici.app.casework.ServiceItem.Supply.WAIVED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.CaseEvidence;
import org.yici.app.casework.Case.CaseParty;
import org.yici.app.casework.Handling;
import org.yici.app.casework.ServiceItem;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/** People, service items and cases that the tests of the case pages look at. */
final class CasePagesFixture {
    static final Instant NOW = Instant.parse("2026-11-22T02:30:00Z");
    static final User SELLER = person("seller", "王芳", "51160219880312002X");
    static final User BUYER = person("buyer", "李建国", "511602198507150032");
    static final User FOUNDER = person("founder", "陈志强", "511602199001014337");
    static final User CLERK = staff("clerk", "赵敏", Role.CLERK, "window");
    static final User TAX = staff("tax", "孙丽", Role.APPROVER, "tax");
    static final List<User> USERS = List.of(SELLER, BUYER, FOUNDER, CLERK, TAX);
    static final String COMPANY = "91511602MA6TEST017";

    private static final Map<String, String> DEPARTMENTS = Map.of(
            "seller-identity", "public-security",
            "title", "natural-resources",
            "seller-marriage", "civil-affairs",
            "buyer-identity", "public-security",
            "buyer-insurance", "human-resources",
            "licence", "market-regulation",
            "permits", "transport");

    private CasePagesFixture() {}

    private static User person(String name, String display, String id) {
        return new User(name, display, Set.of(Role.APPLICANT), null, id);
    }

    private static User staff(String name, String display, Role role, String department) {
        return new User(name, display, Set.of(role), department, null);
    }

    static Label label(String zh, String en) {
        return new Label(zh, en);
    }

    static ServiceItem houseSale() {
        return new ServiceItem(
                "house-sale",
                "511Z0306800000-511602000000-000-11511301008778255F-1-00",
                label("二手房交易登记", "Second-hand house sale"),
                "natural-resources",
                ServiceItem.Kind.JOINT,
                "house-sale",
                guide(60),
                List.of(
                        new ServiceItem.Party("seller", label("卖方", "Seller"), false),
                        new ServiceItem.Party("buyer", label("买方", "Buyer"), false)),
                List.of(
                        shared("seller-identity", "卖方身份证明", "Seller's proof of identity", "seller", "GA5100/000001", "natural-resources", "name", "status"),
                        shared("title", "不动产权证书", "Title of the home", "seller", "ZR5100/000001", "natural-resources", "title_no", "owner_name", "address", "area", "usage", "acquired_on", "mortgaged", "sealed", "status"),
                        shared("seller-marriage", "卖方婚姻证明", "Seller's proof of marriage", "seller", "MZ5100/000001", "natural-resources", "registered_on", "status"),
                        shared("buyer-identity", "买方身份证明", "Buyer's proof of identity", "buyer", "GA5100/000001", "housing", "name", "status"),
                        shared("buyer-insurance", "买方社会保险缴费证明", "Buyer's social insurance", "buyer", "RS5100/000001", "housing", "months", "last_paid_on", "status"),
                        shared("assessment", "契税完税证明", "Proof of deed tax", "buyer", "SW5100/000001", "tax", "assessment_no", "kind", "tax", "status"),
                        new ServiceItem.Material("copies", label("各类证件复印件", "Photocopies of certificates"), WAIVED, "seller", null, null, List.of())),
                List.of(
                        new ServiceItem.Field("title_no", label("要出售的不动产", "Home to be sold"), label("从您名下有效的不动产权证中选择", "One of your current titles"), "CHOICE", true,
                                List.of(new ServiceItem.Option("川（2019）广安区不动产权第0012345号", label("川（2019）广安区不动产权第0012345号", "川（2019）广安区不动产权第0012345号")))),
                        field("buyer_name", "买方姓名", "Buyer's name", null, "NAME"),
                        field("buyer_id", "买方公民身份号码", "Buyer's citizen ID", label("18 位；买方用此号码登录后确认", "18 characters; the buyer signs in with it and confirms"), "CITIZEN_ID"),
                        field("price", "成交价（元）", "Price (yuan)", label("写合同上的总价，例如 860000", "The whole price of the contract, such as 860000"), "MONEY"),
                        field("phone", "联系电话", "Telephone", label("11 位手机号码", "Mobile number of 11 digits"), "PHONE")),
                handling(
                        List.of(
                                work("accept", "窗口受理", "Acceptance at the window", "window", true),
                                work("verify-contract", "合同核验与备案", "Verification and filing of the contract", "housing", true),
                                work("examine-title", "权属审查", "Examination of the title", "natural-resources", true),
                                work("assess-tax", "契税核定", "Assessment of the deed tax", "tax", false),
                                work("register", "登簿审核", "Approval of the registration", "natural-resources", false)),
                        List.of()));
    }

    static ServiceItem permit() {
        return new ServiceItem(
                "transport-permit",
                "511A0014300001-511602000000-000-2222222222222-1-00",
                label("道路货物运输经营许可", "Permit for road freight transport"),
                "transport",
                ServiceItem.Kind.INSTANT,
                "transport-permit",
                guide(3),
                List.of(new ServiceItem.Party("company", label("申请企业", "Company"), true)),
                List.of(
                        shared("licence", "营业执照", "Business licence", "company", "SJ5100/000001", "transport", "credit_code", "name", "legal_rep_name", "address", "scope", "status"),
                        shared("permits", "已有的道路运输经营许可", "Permits that the company holds", "company", "JT5100/000001", "transport", "permit_no", "status")),
                List.of(field("phone", "联系电话", "Telephone", label("11 位手机号码", "Mobile number of 11 digits"), "PHONE")),
                handling(
                        List.of(),
                        List.of(
                                new Handling.Outcome(label("许可证号", "Permit number"), "${evidence.new-permit.permit_no}"),
                                new Handling.Outcome(label("从营业执照登记到许可（秒）", "Seconds from registration to permit"), "${since.licence.registered_at}"))));
    }

    private static Handling handling(List<Handling.Work> tasks, List<Handling.Outcome> results) {
        return new Handling(List.of("assessment"), Map.of(), Map.of(), tasks, List.of(), List.of(), List.of(), List.of(), results, Map.of());
    }

    private static Handling.Work work(String key, String zh, String en, String department, boolean supplement) {
        return new Handling.Work(key, label(zh, en), department, 15, false, false, supplement, List.of(), List.of());
    }

    private static ServiceItem.Guide guide(int minutes) {
        return new ServiceItem.Guide(label("自然人", "Persons"), minutes, 30, 0, label("不收费", "Free"), label("条例", "Regulations"), label("大厅", "Hall"), "12345", List.of(), List.of(), 65);
    }

    private static ServiceItem.Material shared(
            String id, String zh, String en, String party, String resource, String consumer, String... items) {
        return new ServiceItem.Material(id, label(zh, en), SHARED, party, resource, consumer, List.of(items));
    }

    private static ServiceItem.Field field(String name, String zh, String en, @Nullable Label hint, String type) {
        return new ServiceItem.Field(name, label(zh, en), hint, type, true, List.of());
    }

    static CaseParty party(String role, User user, @Nullable Instant consented, @Nullable Instant confirmed) {
        return new CaseParty(role, user.citizenId() == null ? "" : user.citizenId(), user.displayName(), new UUID(1, role.hashCode()), consented, confirmed);
    }

    static CaseEvidence evidence(String material, int minutesAgo, long leaf, String... namesAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new CaseEvidence(
                material,
                values.isEmpty() ? CaseEvidence.Status.NONE : CaseEvidence.Status.DRAWN,
                DEPARTMENTS.getOrDefault(material, "tax"),
                values,
                Map.of(),
                values.isEmpty() ? 0 : 1,
                values.isEmpty() ? null : NOW.minusSeconds(minutesAgo * 60L),
                NOW.minusSeconds(540),
                null,
                leaf);
    }

    static List<CaseEvidence> sellersEvidence() {
        return List.of(
                evidence("seller-identity", 90000, 118, "name", "王芳", "status", "normal"),
                evidence("title", 120000, 119, "title_no", "川（2019）广安区不动产权第0012345号", "owner_name", "王*", "address", "四川省广安市广安区思源大道 118 号 3 栋 2 单元 601", "area", "98.60", "usage", "residential", "acquired_on", "2019-05-16", "mortgaged", "false", "sealed", "false", "status", "current"),
                evidence("seller-marriage", 700000, 120, "registered_on", "2014-06-18", "status", "married"));
    }

    static List<CaseEvidence> bothEvidence() {
        List<CaseEvidence> all = new ArrayList<>(sellersEvidence());
        all.add(evidence("buyer-identity", 40000, 131, "name", "李建国", "status", "normal"));
        all.add(evidence("buyer-insurance", 20000, 132, "months", "38", "last_paid_on", "2026-10-15", "status", "active"));
        return all;
    }

    static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title_no", "川（2019）广安区不动产权第0012345号");
        fields.put("buyer_name", "李建国");
        fields.put("buyer_id", "511602198507150032");
        fields.put("price", "860000");
        fields.put("phone", "13800001234");
        return fields;
    }

    static Case.Event event(int secondsAgo, String key, String actor, @Nullable String department, @Nullable Long leaf, String... arguments) {
        return new Case.Event(NOW.minusSeconds(secondsAgo), key, List.of(arguments), actor, department, leaf);
    }
}
