package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;
import org.yici.app.directory.Directory;
import org.yici.app.directory.DirectoryPack;
import org.yici.app.directory.LegalTitles;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** Who reads in English reads no Chinese but what the data holds: names and addresses. WordsTest looks the other way round. */
class EnglishPagesTest extends CaseScenario {
    /** Of pages that differ in a number or a name alone, so many are read. */
    private static final int ALIKE = 2;

    private static final int MOST = 45;
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
    private static final Pattern HAN = Pattern.compile("[\\p{IsHan}][\\p{IsHan}、，。；：“”（）《》]*");
    /** Marked as Chinese for whoever has a page read aloud: the language switch, official names. */
    private static final Pattern MARKED = Pattern.compile("<(\\w+)[^<>]*\\slang=\"zh-CN\"[^<>]*>[^<]*</\\1>");

    private final MockMvc web;
    private final Set<String> read = new TreeSet<>();
    /** Whether words are of the data, as far as it was asked: the same stand on many pages. */
    private final Map<String, Boolean> ofTheData = new HashMap<>();

    @Autowired
    EnglishPagesTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
    }

    @Test
    void noPageMixesTheLanguages() throws Exception {
        DirectoryPack.publish(platform.getBean(Directory.class));
        DirectoryPack.publish(platform.getBean(LegalTitles.class));
        String number = accepted();
        approve(titles, number, "examine-title");
        String draft = cases.open(buyer, "house-sale", "").number();
        String filled = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, filled);
        List<String> starts = List.of(
                "/cases/" + number,
                "/apply/" + draft,
                "/apply/" + filled,
                "/tasks/" + task(housing, number, "verify-contract").id());
        Set<String> data = data();
        Set<String> faults = new TreeSet<>();
        for (User reader : readers()) {
            read(reader, starts, data, faults);
        }
        assertThat(faults).as("Chinese in English pages").isEmpty();
        assertThat(read)
                .as("what was looked at")
                .contains(
                        "/",
                        "/cases",
                        "/apply/n/consent",
                        "/cases/n",
                        "/tasks/n",
                        "/my/data",
                        "/window",
                        "/tasks",
                        "/operator")
                .hasSizeGreaterThan(20);
    }

    private List<@Nullable User> readers() {
        List<@Nullable User> readers = new ArrayList<>();
        readers.add(null);
        readers.addAll(List.of(seller, buyer, clerk, housing, tax, titles));
        for (Role role : List.of(Role.STEWARD, Role.OPERATOR, Role.AUDITOR)) {
            readers.add(new User("reads-" + role, "阅读", Set.of(role), "public-security", null));
        }
        return readers;
    }

    private void read(@Nullable User reader, List<String> starts, Set<String> data, Set<String> faults)
            throws Exception {
        Deque<String> ahead = new ArrayDeque<>(starts);
        ahead.addAll(List.of(
                "/",
                "/login",
                "/ledger",
                "/my/data",
                "/my/consents",
                "/window",
                "/tasks",
                "/operator",
                "/operator/keys",
                "/operator/quarantine",
                "/operator/links",
                "/services/511A0138000000",
                "/?q=511A0014300001"));
        Set<String> seen = new HashSet<>();
        Map<String, Integer> alike = new HashMap<>();
        int asked = 0;
        while (!ahead.isEmpty() && asked < MOST) {
            String path = ahead.removeFirst();
            String kind = path.replaceAll("=[^&]*", "=").replaceAll("/[^/?]*\\d[^/?]*", "/n");
            if (path.matches("/(webjars|css|js|img|tlog|api)/.*|.*(lang|elder)=.*|.*\\.csv.*")
                    || !seen.add(path)
                    || alike.merge(kind, 1, Integer::sum) > ALIKE) {
                continue;
            }
            asked++;
            var request = get(URI.create(path)).cookie(new Cookie("lang", "en"));
            MockHttpServletResponse answer = web.perform(
                            reader == null ? request : request.with(user(new SignedInUser(reader, ""))))
                    .andReturn()
                    .getResponse();
            if (answer.getRedirectedUrl() != null) {
                ahead.addFirst(answer.getRedirectedUrl().replace("http://localhost", ""));
            }
            String type = answer.getContentType();
            if (answer.getStatus() != 200 || type == null || !type.startsWith("text/html")) {
                continue;
            }
            read.add(kind);
            String html = answer.getContentAsString(StandardCharsets.UTF_8);
            chinese(html, data).forEach(text -> faults.add(text + " at " + kind));
            Matcher link = LINK.matcher(html);
            while (link.find()) {
                ahead.add(UriUtils.encodeQuery(
                                HtmlUtils.htmlUnescape(link.group(1)).replace("%", "\0"), StandardCharsets.UTF_8)
                        .replace("%00", "%"));
            }
        }
    }

    /** What is Chinese on a page and neither marked so nor a value of the data. */
    private Set<String> chinese(String html, Set<String> data) {
        String text = MARKED.matcher(html.replaceAll("(?s)<script.*?</script>|<!--.*?-->", ""))
                .replaceAll("")
                .replaceAll("(?:href|value|action)=\"[^\"]*\"", "");
        Set<String> found = new TreeSet<>();
        Matcher han = HAN.matcher(text);
        while (han.find()) {
            String run = han.group();
            if (!ofTheData.computeIfAbsent(run, word -> data.stream().anyMatch(value -> value.contains(word)))) {
                found.add(run);
            }
        }
        return found;
    }

    /** Names of people, all that the registry holds, and what people wrote. */
    private Set<String> data() {
        Set<String> data = new HashSet<>(jdbc.sql("select display_name from identity.account")
                .query(String.class)
                .list());
        readers().stream().filter(reader -> reader != null).forEach(reader -> data.add(reader.displayName()));
        for (String table : jdbc.sql("select table_name from information_schema.tables where table_schema = 'registry'")
                .query(String.class)
                .list()) {
            data.addAll(jdbc.sql("select t::text from registry.\"" + table + "\" t limit 5000")
                    .query(String.class)
                    .list());
        }
        data.addAll(jdbc.sql("select record::text from collection.quarantine limit 5000")
                .query(String.class)
                .list());
        data.addAll(reasons());
        return data;
    }

    /** What people wrote themselves, in whatever language. */
    private List<String> reasons() {
        return jdbc.sql("""
                        select withdrawn_why from identity.system_key where withdrawn_why is not null
                        union all select reason from linking.taken_back
                        union all select comment from casework.proposal
                        """).query(String.class).list();
    }
}
