package org.yici.app.service;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.yici.kernel.resource.Label;
import org.yici.kernel.text.Invisible;

/** Goes through an XML file of an item before an engine reads it; what no file may have it tells by itself. */
final class XmlLook {
    private XmlLook() {}

    interface Visitor {
        void element(int line, String name);

        void attribute(int line, String element, String name, String value);

        void text(int line, String element, String parent, String text);
    }

    /**
     * An element that has not ended. Its text is looked at as a whole, as the engines read it: a comment in the middle does not divide it.
     *
     * @param line on which it begins
     */
    private record Open(String name, int line, StringBuilder text) {}

    /** Also what stands there as a reference, which nobody who reads the file sees as what it is. */
    private static void hidden(int line, String value, List<Expressions.Fault> faults) {
        int hiding = Invisible.hiding(value);
        if (hiding >= 0) {
            faults.add(new Expressions.Fault(
                    line,
                    Label.of(
                            "有不可见字符 U+%04X，请删除",
                            "there is an invisible character, U+%04X; delete it", value.codePointAt(hiding))));
        }
    }

    /** Ends at the first place where it is no XML, or XML that reads from elsewhere. */
    static void walk(String xml, List<Expressions.Fault> faults, Visitor visitor) {
        // Of the JDK: another that a library brings along reads lazily, and fails where nobody expects it.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            String encoding = reader.getCharacterEncodingScheme();
            if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
                faults.add(new Expressions.Fault(
                        1,
                        Label.of(
                                "文件声明的编码是 %s，请改用 UTF-8",
                                "it says that it is written in %s; write it in UTF-8", encoding)));
            }
            Deque<Open> open = new ArrayDeque<>();
            while (reader.hasNext()) {
                int event = reader.next();
                int line = reader.getLocation().getLineNumber();
                switch (event) {
                    case XMLStreamConstants.DTD -> {
                        faults.add(new Expressions.Fault(
                                line, Label.of("不能有文档类型声明（DOCTYPE）", "it may not have a document type (DOCTYPE)")));
                        return;
                    }
                    case XMLStreamConstants.START_ELEMENT -> {
                        String element = reader.getLocalName();
                        open.push(new Open(element, line, new StringBuilder()));
                        visitor.element(line, element);
                        for (int i = 0; i < reader.getAttributeCount(); i++) {
                            hidden(line, reader.getAttributeValue(i), faults);
                            visitor.attribute(
                                    line, element, reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!open.isEmpty()) {
                            open.element().text().append(reader.getText());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        Open ended = open.pop();
                        hidden(ended.line(), ended.text().toString(), faults);
                        Open around = open.peek();
                        visitor.text(
                                ended.line(),
                                ended.name(),
                                around == null ? "" : around.name(),
                                ended.text().toString());
                    }
                    case XMLStreamConstants.PROCESSING_INSTRUCTION, XMLStreamConstants.ENTITY_REFERENCE ->
                        faults.add(new Expressions.Fault(
                                line,
                                Label.of("不能有处理指令和实体引用", "it may have no processing instructions and no entities")));
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            String said =
                    String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse(String.valueOf(e.getMessage()));
            faults.add(new Expressions.Fault(
                    line,
                    Label.of(
                            "不是格式良好的 XML，解析程序提示：%s",
                            "it is not well-formed XML: %s", said.replaceFirst("^Message: ", ""))));
        }
    }
}
