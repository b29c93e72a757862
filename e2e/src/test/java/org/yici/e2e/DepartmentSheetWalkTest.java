package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yici.kernel.identifier.CreditCode;

/** Departments come in as a spreadsheet: looked at row by row by one operator, published together by another. */
class DepartmentSheetWalkTest {
    @TempDir
    private Path folder;

    @Test
    void aTreeIsLookedAtHandedInAndPublished() throws IOException {
        try (Browser browser = new Browser();
                Visitor author = browser.desktop().inEnglish();
                Visitor reviewer = browser.phone()) {
            Page page = author.as(Accounts.OPERATOR)
                    .at("/operator/definitions/departments")
                    .page();
            Download download = page.waitForDownload(() -> page.click("#download"));
            page.setInputFiles("#sheet", download.path());
            page.waitForSelector("#preview[data-ready=false]");
            assertThat(page.innerText("#preview")).contains("there is nothing to hand in");

            page.setInputFiles("#sheet", sheet("wrong", ""));
            page.waitForSelector("#preview .tag-red");
            assertThat(page.isVisible("#send")).isFalse();
            assertThat(page.innerText("#preview")).contains("creditCode: give");
            author.picture("departments-faulty").expectAccessible().expectNoSidewaysScroll();

            page.setInputFiles("#sheet", sheet("walked-bureau", creditCode()));
            page.waitForSelector("#preview[data-ready=true]");
            page.click("#send");
            page.waitForSelector("#drafted");
            assertThat(page.innerText("#drafted")).contains("2 departments wait for review");
            author.expectNoComplaints();

            Page reviews = reviewer.as(Accounts.REVIEWER)
                    .at("/operator/definitions/reviews")
                    .page();
            reviewer.picture("reviews-waiting").expectAccessible().expectNoSidewaysScroll();
            reviews.click("#tick-all");
            reviews.click("#publish");
            reviews.waitForSelector("#done");
            assertThat(reviews.innerText("#done")).contains("已发布 2 项");
            assertThat(reviewer.at("/operator/definitions/department/walked-bureau-hall")
                            .page()
                            .innerText("main"))
                    .contains("parent: \"walked-bureau\"");
        }
    }

    /** Of an organisation that there is not. */
    private static String creditCode() {
        String organisation = "YC599999";
        String first = "11510000" + organisation + CreditCode.organisationCheck(organisation);
        return first + CreditCode.check(first);
    }

    private Path sheet(String code, String creditCode) throws IOException {
        Path file = folder.resolve(code + ".xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("部门");
            String[][] rows = {
                {"代码", "名称", "英文名称", "统一社会信用代码", "上级部门代码"},
                {code + "-hall", "办事大厅", "Service Hall", creditCode, code},
                {code, "示范局", "Walked Bureau", creditCode, ""}
            };
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < rows[row].length; column++) {
                    sheet.value(row, column, rows[row][column]);
                }
            }
        }
        return file;
    }
}
