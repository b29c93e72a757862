package org.yici.app.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.catalogue.ResourceCheck;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;

/** Whether PostgreSQL can keep a resource's table: its names are free and no words of SQL. */
@Component
class TableCheck implements ResourceCheck {
    private final RegistryStore store;
    private final Catalogue catalogue;

    TableCheck(RegistryStore store, @Lazy Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    @Override
    public List<Label> faults(Resource resource) {
        List<Label> faults = new ArrayList<>();
        Set<String> reserved = store.reservedWords();
        Stream.concat(Stream.of(resource.table()), resource.items().stream().map(Item::name))
                .filter(reserved::contains)
                .forEach(name -> faults.add(Label.of(
                        "“%s”是 SQL 的保留字，请换一个名称", "'%s' is a reserved word of SQL; choose another name", name)));
        catalogue.resources().stream()
                .filter(other ->
                        other.table().equals(resource.table()) && !other.code().equals(resource.code()))
                .forEach(other -> faults.add(Label.of(
                        "表 %s 是信息资源 %s 的，请换一个表名",
                        "The table %s is that of resource %s; choose another", resource.table(), other.code())));
        if (faults.isEmpty() && store.isThere(resource.table()) && !isOwn(resource)) {
            faults.add(Label.of(
                    "表 %s 已经存在，属于已停用的信息资源或平台本身，请换一个表名",
                    "The table %s is there already, of a resource that was withdrawn or of the platform; choose another name",
                    resource.table()));
        }
        Set<String> subjects =
                resource.subjects().stream().map(Item::subjectColumn).collect(Collectors.toSet());
        RegistryTable.columns(resource).stream()
                .map(RegistryTable.Column::name)
                .filter(name -> name.length() > LONGEST && subjects.contains(name))
                .forEach(name -> faults.add(Label.of(
                        "列 %s 会超过 %s 个字符，请把该信息项的名称改短",
                        "The column %s would have more than %s characters; give its item a shorter name",
                        name,
                        LONGEST)));
        return faults;
    }

    /** Whether the table is that of an earlier edition, in force or withdrawn. */
    private boolean isOwn(Resource resource) {
        return catalogue
                .newest(resource.code())
                .filter(before -> before.table().equals(resource.table()))
                .isPresent();
    }

    /** Bytes; PostgreSQL cuts what is longer. */
    private static final int LONGEST = 63;
}
