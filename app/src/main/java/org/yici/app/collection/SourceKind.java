package org.yici.app.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.definition.DefinitionKind;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.YamlText;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/** Departments' databases as definitions. The password is not part of a text: it is kept apart, sealed, and set before publishing. */
@Component
class SourceKind implements DefinitionKind {
    static final String ID = "source";

    private final Collection collection;
    private final CollectionStore store;
    private final SourcePasswordStore passwords;
    private final Identities identities;
    private final Catalogue catalogue;
    private final CollectionProperties settings;

    SourceKind(
            Collection collection,
            CollectionStore store,
            SourcePasswordStore passwords,
            Identities identities,
            @Lazy Catalogue catalogue,
            CollectionProperties settings) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.collection = collection;
        this.store = store;
        this.passwords = passwords;
        this.identities = identities;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void requireForm(String text) {
        SourceDefinition source = YamlText.read(text, SourceDefinition.class);
        if (identities.department(String.valueOf(source.department())).isEmpty()) {
            throw new InvalidDefinitionException(List.of(noDepartment(text, source)));
        }
    }

    private static Finding noDepartment(String text, SourceDefinition source) {
        return new Finding(
                YamlText.line(text, "department"),
                Label.of(
                        "department：没有部门 %s，请先新建该部门",
                        "department: there is no department %s; add it first", source.department()));
    }

    @Override
    public Content check(String text) {
        SourceDefinition source = YamlText.read(text, SourceDefinition.class);
        List<Finding> findings = new ArrayList<>();
        source.faults().forEach(fault -> findings.add(new Finding(YamlText.line(text, fault.key()), fault.text())));
        if (findings.isEmpty()) {
            if (identities.departments().stream().noneMatch(one -> one.code().equals(source.department()))) {
                findings.add(noDepartment(text, source));
            }
            store.department(source.name())
                    .filter(owner -> !owner.equals(source.department()))
                    .ifPresent(owner -> findings.add(new Finding(
                            YamlText.line(text, "department"),
                            Label.of(
                                    "department：该数据源属于部门 %s，数据源的部门不能改变",
                                    "department: the source is %s's; a source keeps its department", owner))));
            whoseName(source)
                    .ifPresent(owner -> findings.add(new Finding(
                            YamlText.line(text, "name"),
                            Label.of(
                                    "name：%s 属于部门 %s，请换一个名称",
                                    "name: %s is department %s's; choose another name", source.name(), owner))));
            if (passwords.find(source).isEmpty()) {
                findings.add(
                        new Finding(
                                0,
                                Label.of(
                                        "还没有设置该服务器和账户的密码；请先保存草稿，再到该数据源的页面设置",
                                        "The password for this server and account is not set yet; save the draft, then set it on its page")));
            }
        }
        if (!findings.isEmpty()) {
            throw new InvalidDefinitionException(findings);
        }
        return content(source.name(), source.department());
    }

    /** Another department that the name stands for: by its code, by the settings, or by a resource that is collected from it. */
    private Optional<String> whoseName(SourceDefinition source) {
        Stream<String> owners = Stream.of(
                        identities.department(source.name()).map(Department::code).stream(),
                        Optional.ofNullable(settings.sources().get(source.name()))
                                .flatMap(database -> Optional.ofNullable(database.department()))
                                .stream(),
                        catalogue.resources().stream()
                                .filter(resource -> resource.source().source().equals(source.name()))
                                .map(Resource::provider))
                .flatMap(owner -> owner);
        return owners.filter(owner -> !owner.equals(source.department())).findFirst();
    }

    @Override
    public Optional<Content> identify(String text) {
        String name = YamlText.key(text, "name");
        String department = YamlText.key(text, "department");
        return name.matches("[a-z][a-z0-9-]{0,40}")
                        && identities.department(department).isPresent()
                ? Optional.of(content(name, department))
                : Optional.empty();
    }

    private Content content(String name, String department) {
        Label owner =
                identities.department(department).map(one -> one.label()).orElse(new Label(department, department));
        return new Content(
                name, department, new Label(owner.zh() + "数据源 " + name, "Source " + name + " of " + owner.en()));
    }

    @Override
    public int publish(String text) {
        SourceDefinition source = YamlText.read(text, SourceDefinition.class);
        collection.register(
                source.source(),
                source.username(),
                passwords
                        .find(source)
                        .orElseThrow(() -> new InvalidDefinitionException(
                                0,
                                Label.of(
                                        "还没有设置密码，请到该数据源的页面设置",
                                        "The password is not set yet; set it on the source's page"))));
        return 0;
    }

    /** Its slot stays on the department's server until the job starts anew; it is that server's administrator's to drop. */
    @Override
    public void withdraw(String name) {
        store.remove(name);
        passwords.remove(name);
    }

    @Override
    public void forget(String name) {
        passwords.remove(name);
    }

    @Override
    public String example() {
        return """
                # 数据源：部门的一个数据库 · A source: one database of a department
                # 名称，发布后不变：小写字母、数字和连字符 · Its name, which it keeps for ever.
                name: example-bureau
                # 部门代码 · Code of the department.
                department: example-bureau
                # PostgreSQL 服务器 · The PostgreSQL server.
                host: db.example-bureau.gov.example
                port: 5432
                database: registry
                username: yici_reader
                # verify-full 核验证书，require 只加密，disable 不加密（仅限同一台机器）
                # verify-full checks the certificate, require only encrypts, disable does neither (same machine only).
                tls: verify-full
                """;
    }
}
