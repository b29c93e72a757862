package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yici.app.PlatformTest;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

/** The catalogue says what there is, not how a department keeps it: its tables and columns are told to those who run the collection. */
@PlatformTest
class CatalogueIsPublicTest {
    private static final String CODE = "CP5100/000001";
    private static final String PROVIDER = "catalogue-test";
    private static final List<String> PHYSICAL = List.of(
            "src_catalogue_test",
            "zz_schema",
            "zz_tbl_person",
            "zz_pk_col",
            "zz_col_name",
            "zz_col_alias",
            "cp_registry_table");

    @Autowired
    private MockMvc pages;

    @Autowired
    private Identities identities;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @BeforeEach
    void aResourceWithTellingNames() {
        identities.register(new Department(PROVIDER, new Label("目录测试", "Catalogue"), "11510000MB00000021"));
        Item item = new Item(
                CODE + "0001",
                "full_name",
                new Label("姓名", "Name"),
                ItemType.NAME,
                SecurityLevel.L2,
                false,
                false,
                List.of("zz_col_name", "zz_col_alias"),
                Map.of());
        catalogue.publish(new Resource(
                CODE,
                "cp_registry_table",
                new Label("目录测试资源", "Catalogue resource"),
                new Label("测试", "Test"),
                PROVIDER,
                new SourceTable("src_catalogue_test", "zz_schema", "zz_tbl_person", List.of("zz_pk_col")),
                Sharing.CONDITIONAL,
                List.of(item)));
    }

    @Test
    void nothingThatThePublicReadsNamesATableOrColumn() throws Exception {
        List<String> read = new ArrayList<>();
        for (String path : publicPaths()) {
            for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
                MockHttpServletResponse answer = answer(path, language, null);
                if (answer.getStatus() == 200) {
                    read.add(path);
                    assertThat(answer.getContentAsString().toLowerCase(Locale.ROOT))
                            .as(path)
                            .doesNotContain(PHYSICAL);
                }
            }
        }
        assertThat(read)
                .as("what was looked at")
                .contains(
                        "/catalogue", "/catalogue/" + CODE, "/api/v1/openapi", "/api/v1/openapi.yaml", "/ledger", "/");
    }

    @Test
    void aSearchForATableOrColumnFindsNothing() throws Exception {
        for (String name : PHYSICAL) {
            assertThat(answer("/catalogue?q=" + name, Locale.ENGLISH, null).getContentAsString())
                    .as(name)
                    .doesNotContain("/catalogue/" + CODE);
        }
        assertThat(answer("/catalogue?q=Catalogue resource", Locale.ENGLISH, null)
                        .getContentAsString())
                .contains("/catalogue/" + CODE);
    }

    @Test
    void citizensAndOtherDepartmentsReadNoMoreThanThePublic() throws Exception {
        for (User reader : List.of(
                new User("citizen-c", "居民", Set.of(Role.APPLICANT), null, "510000199001010000"),
                new User("clerk-c", "窗口", Set.of(Role.CLERK), PROVIDER, null),
                new User("steward-c", "治理", Set.of(Role.STEWARD), "another", null))) {
            assertThat(answer("/catalogue/" + CODE, Locale.ENGLISH, reader).getContentAsString())
                    .as(reader.username())
                    .doesNotContain(PHYSICAL);
        }
        User own = new User("steward-own", "治理", Set.of(Role.STEWARD), PROVIDER, null);
        assertThat(answer("/catalogue/" + CODE, Locale.ENGLISH, own).getContentAsString())
                .contains("zz_tbl_person", "zz_col_alias");
    }

    /** Every address without a variable, and the resource's own; what is not the public's answers otherwise than 200. */
    private Set<String> publicPaths() {
        Set<String> paths = new TreeSet<>(Set.of("/catalogue/" + CODE, "/api/v1/openapi.yaml"));
        for (Map.Entry<RequestMappingInfo, HandlerMethod> mapping :
                mappings.getHandlerMethods().entrySet()) {
            for (String path : mapping.getKey().getPatternValues()) {
                if (!path.contains("{") && !path.contains("*")) {
                    paths.add(path);
                }
            }
        }
        return paths;
    }

    private MockHttpServletResponse answer(String path, Locale language, @Nullable User reader) throws Exception {
        MockHttpServletRequestBuilder request = get(path).locale(language);
        if (reader != null) {
            request.with(user(new SignedInUser(reader, "")));
        }
        return pages.perform(request).andReturn().getResponse();
    }
}
