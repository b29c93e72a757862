package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.casework.TestProvince.map;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.identity.User;
import org.yici.app.service.ItemFiles;
import org.yici.app.service.ServiceItems;

/** Nothing that was saved is overwritten by somebody who had read the case before. */
class LostUpdatesTest extends CaseScenario {
    private final CaseStore store;
    private boolean published;

    @Autowired
    LostUpdatesTest(ApplicationContext platform) {
        super(platform);
        this.store = platform.getBean(CaseStore.class);
    }

    @AfterEach
    void publishTheRealProcesses() throws Exception {
        if (published) {
            CaseworkPack.publish(platform);
        }
    }

    @Test
    void aFileThatWasReadBeforeAnotherSaveIsNotSaved() {
        String number = cases.open(seller, "house-sale", "").number();
        CaseFile one = store.find(number).orElseThrow();
        CaseFile other = store.find(number).orElseThrow();
        one.fields.put("price", "1");
        store.save(one);
        other.fields.put("phone", "13800138000");
        assertThatThrownBy(() -> store.save(other))
                .isInstanceOf(CaseChangedException.class)
                .hasMessageContaining(number);
        assertThat(store.find(number).orElseThrow().fields).containsOnlyKeys("price");
        assertThat(store.find(number).orElseThrow().version).isEqualTo(1);
    }

    @Test
    void ofSeveralWhoSaveWhatTheyReadAtOnceOneIsSaved() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        int people = 4;
        CyclicBarrier together = new CyclicBarrier(people);
        List<Callable<Boolean>> saves = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            String price = Integer.toString(i + 1);
            saves.add(() -> {
                CaseFile file = store.find(number).orElseThrow();
                file.fields.put("price", price);
                together.await();
                try {
                    store.save(file);
                    return true;
                } catch (CaseChangedException e) {
                    return false;
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(people)) {
            int saved = 0;
            for (Future<Boolean> save : threads.invokeAll(saves)) {
                saved += save.get() ? 1 : 0;
            }
            assertThat(saved).isEqualTo(1);
        }
    }

    /** Without flowable:async a step runs within the submission, and the case must be what the step left. */
    @Test
    void aRuleThatDecidesWithinTheSubmissionIsNotOverwrittenByIt() throws Exception {
        publishWithoutAsync("transport-permit");
        Applied founder = founded();
        assertThat(see(founder.user(), founder.number()).state()).isEqualTo(State.IN_PROGRESS);
        assertThat(task(transport, founder.number(), "review").caseNumber()).isEqualTo(founder.number());
    }

    /** The same where the last party's confirmation lets a rule decide at once. */
    @Test
    void aRuleThatDecidesWithinTheConfirmationIsNotOverwrittenByIt() throws Exception {
        published = true;
        ItemFiles files = TestProvince.files("house-sale");
        String together = files.process()
                .replace(
                        "id=\"check-buyer\" name=\"买方情况核对\" flowable:async=\"true\"",
                        "id=\"check-buyer\" name=\"买方情况核对\"")
                .replace(
                        "sourceRef=\"buyer-confirms\" targetRef=\"accept\"",
                        "sourceRef=\"buyer-confirms\" targetRef=\"check-buyer\"")
                .replace(
                        "sourceRef=\"check-buyer\" targetRef=\"verify-contract\"",
                        "sourceRef=\"check-buyer\" targetRef=\"accept\"")
                .replace(
                        "sourceRef=\"fork\" targetRef=\"check-buyer\"",
                        "sourceRef=\"fork\" targetRef=\"verify-contract\"")
                .replace(
                        "sourceRef=\"verify-supplement\" targetRef=\"check-buyer\"",
                        "sourceRef=\"verify-supplement\" targetRef=\"verify-contract\"");
        assertThat(together).isNotEqualTo(files.process());
        platform.getBean(ServiceItems.class).publish(new ItemFiles(files.item(), together, files.rules()));
        String number = handedIn();
        Case confirmed = see(buyer, number);
        assertThat(confirmed.state()).isEqualTo(State.SUBMITTED);
        assertThat(confirmed.party("buyer").orElseThrow().confirmedAt()).isNotNull();
        assertThat(jdbc.sql("select count(*) from casework.finding where case_number = ? and step = 'check-buyer'")
                        .param(number)
                        .query(Long.class)
                        .single())
                .as("the rule has decided within it")
                .isEqualTo(1);
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
    }

    private record Applied(User user, String number) {}

    private Applied founded() {
        User founder = TestProvince.citizen("蒲新来");
        String company = TestProvince.creditCode();
        stream.put(
                "SJ5100/000001",
                company,
                map(
                        "credit_code",
                        company,
                        "name",
                        "广安新来物流有限公司",
                        "kind",
                        "individual",
                        "legal_rep_id",
                        founder.citizenId(),
                        "scope",
                        "普通货运",
                        "status",
                        "active"));
        String number = cases.open(founder, "transport-permit", company).number();
        cases.consent(founder, number);
        Case submitted = cases.submit(founder, number, map("contact", "蒲新来", "phone", "13900139000"));
        assertThat(submitted.timeline()).extracting(CaseEvent::key).contains("case.event.rules-decided");
        return new Applied(founder, number);
    }

    /** The same process, but nothing waits for a job or for data before the rules decide. */
    private void publishWithoutAsync(String slug) throws Exception {
        published = true;
        ItemFiles files = TestProvince.files(slug);
        String together = files.process()
                .replace(" flowable:async=\"true\"", "")
                .replace("targetRef=\"licence-arrives\"", "targetRef=\"permit-rules\"");
        platform.getBean(ServiceItems.class).publish(new ItemFiles(files.item(), together, files.rules()));
    }
}
