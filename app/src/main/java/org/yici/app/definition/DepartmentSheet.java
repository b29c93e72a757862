package org.yici.app.definition;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.Department;
import org.yici.kernel.resource.Label;
import org.yici.kernel.text.Invisible;

/**
 * Departments as the first sheet of a spreadsheet (XLSX, ECMA-376): a row with the columns' names, then one for each department. Only texts are
 * taken: a number has lost digits, and nobody reviews a formula.
 */
final class DepartmentSheet {
    /** Rows after the first. */
    static final int MOST_ROWS = 1_000;

    private static final int MOST_FAULTS = 200;
    private static final int LONGEST_CELL = 200;

    private DepartmentSheet() {}

    /** A column, by the names that people may give it. */
    private enum Column {
        CODE("代码", "code"),
        ZH("名称", "name (Chinese)", "zh"),
        EN("英文名称", "name (English)", "en"),
        CREDIT_CODE("统一社会信用代码", "credit code", "creditcode"),
        PARENT("上级部门代码", "parent", "code of the department above");

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }

        String title() {
            return names.get(0) + " · " + names.get(1);
        }

        boolean isCalled(String text) {
            String plain = text.strip();
            return Stream.concat(names.stream(), Stream.of(title())).anyMatch(plain::equalsIgnoreCase);
        }
    }

    /**
     * A row with a department.
     *
     * @param row its number as the spreadsheet shows it
     */
    record Line(int row, Department department) {}

    /** @param faults what cannot be taken, with its row */
    record Read(List<Line> lines, List<Finding> faults) {}

    /** @throws InvalidDefinitionException if it is no spreadsheet of this form */
    static Read read(byte[] workbook) {
        HarmlessWorkbook.require(workbook);
        try (ReadableWorkbook book =
                        new ReadableWorkbook(new ByteArrayInputStream(workbook), new ReadingOptions(false, true));
                Stream<Row> rows = first(book).openStream()) {
            List<Line> lines = new ArrayList<>();
            List<Finding> faults = new ArrayList<>();
            Map<Column, Integer> columns = new LinkedHashMap<>();
            for (Row row : (Iterable<Row>) rows::iterator) {
                if (isEmpty(row)) {
                    continue;
                }
                if (columns.isEmpty()) {
                    columns.putAll(columns(row));
                } else if (lines.size() + faults.size() >= MOST_ROWS || faults.size() >= MOST_FAULTS) {
                    throw tooMany(faults);
                } else {
                    line(row, columns, lines, faults);
                }
            }
            if (columns.isEmpty()) {
                throw refused("第一张工作表是空的", "The first sheet is empty");
            }
            return new Read(lines, faults);
        } catch (InvalidDefinitionException e) {
            throw e;
        } catch (IOException | ExcelReaderException | UncheckedIOException | IllegalArgumentException e) {
            throw refused("无法读取这个 XLSX 文件，程序提示：%s", "This is no readable XLSX file: %s", e.getMessage());
        } catch (RuntimeException e) {
            // Damaged parts come out of the library as whatever they hit first.
            throw refused("无法读取这个 XLSX 文件", "This is no readable XLSX file");
        }
    }

    private static Sheet first(ReadableWorkbook book) {
        return book.getSheets()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .findFirst()
                .orElseThrow(() -> refused("文件中没有显示的工作表", "The file has no sheet that is shown"));
    }

    private static boolean isEmpty(Row row) {
        return row.stream()
                .filter(Objects::nonNull)
                .allMatch(cell -> cell.getType() == CellType.EMPTY
                        || cell.getType() == CellType.STRING && text(cell).isEmpty());
    }

    private static Map<Column, Integer> columns(Row head) {
        Map<Column, Integer> columns = new LinkedHashMap<>();
        for (Cell cell : head) {
            if (cell == null || cell.getType() == CellType.EMPTY) {
                continue;
            }
            String name = cell.getType() == CellType.STRING ? cell.asString() : String.valueOf(cell.getRawValue());
            if (name.length() > LONGEST_CELL) {
                throw new InvalidDefinitionException(
                        head.getRowNum(),
                        Label.of("第一行写各列的名称：%s", "The first row has the names of the columns: %s", titles()));
            }
            Column column = Stream.of(Column.values())
                    .filter(one -> one.isCalled(name))
                    .findFirst()
                    .orElseThrow(() -> new InvalidDefinitionException(
                            head.getRowNum(),
                            Label.of(
                                    "没有“%s”这一列；可用的列是 %s",
                                    "The column “%s” is unknown; the columns are %s", name.strip(), titles())));
            if (columns.put(column, cell.getColumnIndex()) != null) {
                throw new InvalidDefinitionException(
                        head.getRowNum(), Label.of("有两列都叫“%s”", "Two columns are called “%s”", name.strip()));
            }
        }
        for (Column column : Column.values()) {
            if (column != Column.PARENT && !columns.containsKey(column)) {
                throw new InvalidDefinitionException(
                        head.getRowNum(),
                        Label.of(
                                "缺少“%s”这一列；第一行要写出各列的名称：%s",
                                "The column “%s” is missing; the first row names the columns %s",
                                column.title(),
                                titles()));
            }
        }
        return columns;
    }

    private static List<String> titles() {
        return Stream.of(Column.values()).map(Column::title).toList();
    }

    private static void line(Row row, Map<Column, Integer> columns, List<Line> lines, List<Finding> faults) {
        int before = faults.size();
        if (row.isHidden()) {
            faults.add(new Finding(
                    row.getRowNum(), Label.of("这一行是隐藏的，请显示或删除", "the row is hidden; show it, or delete it")));
        }
        Map<Column, String> texts = new LinkedHashMap<>();
        columns.forEach((column, index) -> {
            Cell cell = row.getOptionalCell(index).orElse(null);
            if (cell == null || cell.getType() == CellType.EMPTY) {
                texts.put(column, "");
                return;
            }
            Label wrong = wrong(cell);
            if (wrong != null) {
                faults.add(new Finding(row.getRowNum(), Label.of("%s %s", "%s %s", cell.getAddress(), wrong)));
            } else {
                texts.put(column, text(cell));
            }
        });
        if (faults.size() == before) {
            String parent = texts.getOrDefault(Column.PARENT, "");
            lines.add(new Line(
                    row.getRowNum(),
                    new Department(
                            texts.getOrDefault(Column.CODE, ""),
                            new Label(texts.getOrDefault(Column.ZH, ""), texts.getOrDefault(Column.EN, "")),
                            texts.getOrDefault(Column.CREDIT_CODE, ""),
                            parent.isEmpty() ? null : parent)));
        }
    }

    private static @Nullable Label wrong(Cell cell) {
        return switch (cell.getType()) {
            case STRING ->
                text(cell).length() > LONGEST_CELL
                        ? Label.of("超过 %s 个字符，请改短", "has more than %s characters; make it shorter", LONGEST_CELL)
                        : Invisible.hiding(text(cell)) >= 0
                                ? Label.of("含有不可见字符，请重新输入", "has an invisible character; type it anew")
                                : null;
            case FORMULA -> Label.of("是公式，请改为粘贴它的值", "holds a formula; paste its value instead");
            case NUMBER ->
                Label.of(
                        "是数字，会丢失位数；请把该列设为文本格式后重新输入",
                        "holds a number, which loses digits; format the column as text and type it anew");
            default -> Label.of("不是文字", "holds no text");
        };
    }

    private static InvalidDefinitionException tooMany(List<Finding> faults) {
        return faults.size() >= MOST_FAULTS
                ? refused(
                        "有 %s 处以上的单元格不能采用，第一处：%s",
                        "More than %s cells cannot be taken; the first: %s",
                        MOST_FAULTS,
                        faults.getFirst().sentence())
                : refused("表格中的部门超过 %s 个，请分成几个文件", "The sheet has more than %s departments; split it", MOST_ROWS);
    }

    static InvalidDefinitionException refused(String zh, String en, @Nullable Object... arguments) {
        return new InvalidDefinitionException(0, Label.of(zh, en, arguments));
    }

    private static String text(Cell cell) {
        return Objects.requireNonNullElse(cell.asString(), "").strip();
    }

    /** A spreadsheet that {@link #read} takes: to be filled in, or changed and brought in again. */
    static byte[] write(List<Department> departments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "Yici", "1.0")) {
            Worksheet sheet = book.newWorksheet("部门");
            for (Column column : Column.values()) {
                int at = column.ordinal();
                sheet.value(0, at, column.title());
                sheet.width(at, 28);
                // Typed digits stay text.
                sheet.range(0, at, departments.size() + 200, at)
                        .style()
                        .format("@")
                        .set();
                sheet.range(0, at, 0, at).style().bold().format("@").set();
            }
            sheet.freezePane(0, 1);
            for (int i = 0; i < departments.size(); i++) {
                Department one = departments.get(i);
                String[] texts = {
                    one.code(),
                    one.label().zh(),
                    one.label().en(),
                    one.creditCode(),
                    Objects.requireNonNullElse(one.parent(), "")
                };
                for (int at = 0; at < texts.length; at++) {
                    sheet.value(i + 1, at, texts[at]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
