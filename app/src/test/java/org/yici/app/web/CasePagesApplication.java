package org.yici.app.web;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.core.io.Resource;
import org.yici.app.casework.ServiceItem;
import org.yici.app.casework.ServiceItems;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.identity.Department;
import org.yici.app.identity.DepartmentSystem;
import org.yici.app.identity.Identities;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;
import org.jspecify.annotations.Nullable;

/** The case pages alone, over cases in memory: for their tests, and to look at them with {@code main}. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.flowable.spring.boot.ProcessEngineAutoConfiguration",
            "org.flowable.spring.boot.ProcessEngineServicesAutoConfiguration",
            "org.flowable.spring.boot.FlowableJpaAutoConfiguration",
            "org.flowable.spring.boot.EndpointAutoConfiguration"
        })
@ComponentScan(
        basePackages = {"org.yici.app.web", "org.yici.app.identity"},
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            "org\\.yici\\.app\\.web\\.(Apply|Case|Task|Window)[A-Za-z]*",
                            "org\\.yici\\.app\\.web\\.(Show|WebConfiguration|PageErrors|LoginController)",
                            "org\\.yici\\.app\\.identity\\.PageSecurity"
                        }),
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.CasePages[A-Za-z]*"))
class CasePagesApplication {
    private static final Map<String, Label> RESOURCES = Map.of(
            "GA5100/000001/public-security", new Label("人口信息", "Persons"),
            "ZR5100/000001/natural-resources", new Label("不动产登记信息", "Real-estate register"),
            "MZ5100/000001/civil-affairs", new Label("婚姻登记信息", "Marriages"),
            "RS5100/000001/human-resources", new Label("社会保险信息", "Social insurance"),
            "SW5100/000001/tax", new Label("税收核定信息", "Tax assessments"),
            "SJ5100/000001/market-regulation", new Label("企业登记信息", "Companies"),
            "JT5100/000001/transport", new Label("道路运输许可信息", "Transport permits"));

    private static final Map<String, Label> DEPARTMENTS = Map.of(
            "public-security", new Label("公安局", "Public Security Bureau"),
            "civil-affairs", new Label("民政局", "Civil Affairs Bureau"),
            "housing", new Label("住房和城乡建设局", "Housing and Construction Bureau"),
            "natural-resources", new Label("自然资源和规划局", "Natural Resources Bureau"),
            "tax", new Label("税务局", "Tax Bureau"),
            "human-resources", new Label("人力资源和社会保障局", "Human Resources Bureau"),
            "market-regulation", new Label("市场监督管理局", "Market Regulation Bureau"),
            "transport", new Label("交通运输局", "Transport Bureau"),
            "window", new Label("政务服务中心 综合窗口", "Government Service Centre"));

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(CasePagesApplication.class);
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("flowable.enabled", "false");
        application.setDefaultProperties(defaults);
        application.run(arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    FakeCases cases() {
        return new FakeCases();
    }

    @Bean
    UserDetailsService accounts() {
        return name -> CasePagesFixture.USERS.stream()
                .filter(user -> user.username().equals(name))
                .findFirst()
                .map(user -> new SignedInUser(user, "{noop}demo"))
                .orElseThrow(() -> new UsernameNotFoundException(name));
    }

    @Bean
    ServiceItems items() {
        return new ServiceItems() {
            @Override
            public List<ServiceItem> all() {
                return List.of(CasePagesFixture.houseSale(), CasePagesFixture.permit());
            }

            @Override
            public Optional<ServiceItem> find(String slug) {
                return all().stream().filter(item -> item.slug().equals(slug)).findFirst();
            }

            @Override
            public Optional<Resource> diagram(String slug) {
                return Optional.empty();
            }

            @Override
            public void publish(ServiceItem item, Resource bpmn, @Nullable Resource dmn) {
                throw new UnsupportedOperationException("The items are fixed");
            }
        };
    }

    @Bean
    Grants grants() {
        return new Grants() {
            @Override
            public void register(Grant grant) {
                throw new UnsupportedOperationException("The grants are fixed");
            }

            @Override
            public Optional<Grant> find(String consumer, String resource, String purpose) {
                Label label = purpose.equals("house-sale")
                        ? new Label("二手房交易登记", "Second-hand house sale")
                        : new Label("道路货物运输经营许可", "Permit for road freight transport");
                return Optional.of(new Grant("G-0001", consumer, resource, List.of("name"), purpose, label,
                        "《不动产登记暂行条例》第二十四条", !resource.startsWith("SJ"), SecurityLevel.L3, 60, Instant.EPOCH, Instant.MAX));
            }

            @Override
            public List<Grant> all() {
                return List.of();
            }
        };
    }

    @Bean
    Identities identities() {
        return new Identities() {
            @Override
            public List<Department> departments() {
                return DEPARTMENTS.keySet().stream().map(code -> department(code).orElseThrow()).toList();
            }

            @Override
            public Optional<Department> department(String code) {
                return Optional.ofNullable(DEPARTMENTS.get(code)).map(label -> new Department(code, label, ""));
            }

            @Override
            public void register(Department department) {
                throw new UnsupportedOperationException("The departments are fixed");
            }

            @Override
            public void register(User user, String password) {
                throw new UnsupportedOperationException("The accounts are fixed");
            }

            @Override
            public Optional<User> user(String username) {
                return CasePagesFixture.USERS.stream().filter(user -> user.username().equals(username)).findFirst();
            }

            @Override
            public Optional<DepartmentSystem> system(String keyId) {
                return Optional.empty();
            }

            @Override
            public void register(DepartmentSystem system) {
                throw new UnsupportedOperationException("There are no systems");
            }
        };
    }

    @Bean
    Catalogue catalogue() {
        return new Catalogue() {
            @Override
            public List<org.yici.kernel.resource.Resource> resources() {
                return RESOURCES.keySet().stream().map(key -> resource(key.substring(0, 13)).orElseThrow()).toList();
            }

            @Override
            public Optional<org.yici.kernel.resource.Resource> resource(String code) {
                return RESOURCES.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(code + "/"))
                        .findFirst()
                        .map(entry -> resource(code, entry.getKey().substring(14), entry.getValue()));
            }

            @Override
            public int publish(org.yici.kernel.resource.Resource resource) {
                throw new UnsupportedOperationException("The catalogue is fixed");
            }
        };
    }

    private static org.yici.kernel.resource.Resource resource(String code, String provider, Label label) {
        List<String> names = List.of("name:姓名:Name", "status:状态:Status", "title_no:不动产权证号:Title number", "owner_name:权利人:Owner", "address:坐落:Address", "area:建筑面积:Area",
                "usage:用途:Use", "acquired_on:取得日期:Acquired on", "mortgaged:抵押:Mortgage", "sealed:查封:Seal", "registered_on:登记日期:Registered on", "months:累计缴费:Months paid", "last_paid_on:最近缴费:Last paid on",
                "assessment_no:核定书号:Assessment number", "kind:税种:Kind of tax", "tax:税额:Tax", "credit_code:统一社会信用代码:Credit code", "legal_rep_name:法定代表人:Legal representative", "scope:经营范围:Scope of business", "permit_no:许可证号:Permit number");
        List<Item> items = new java.util.ArrayList<>();
        for (String[] name : names.stream().map(text -> text.split(":")).toList()) {
            items.add(new Item("%s%04d".formatted(code, items.size() + 1), name[0], new Label(name[1], name[2]), ItemType.TEXT, SecurityLevel.L1, false, false, List.of(), Map.of()));
        }
        return new org.yici.kernel.resource.Resource(code, "t", label, label, provider, new SourceTable(provider, "public", "t", List.of("id")), Sharing.CONDITIONAL, items);
    }
}
