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
    public List<String> faults(Resource resource) {
        List<String> faults = new ArrayList<>();
        Set<String> reserved = store.reservedWords();
        Stream.concat(Stream.of(resource.table()), resource.items().stream().map(Item::name))
                .filter(reserved::contains)
                .forEach(name -> faults.add("'" + name + "' is a reserved word of SQL; choose another name"));
        catalogue.resources().stream()
                .filter(other ->
                        other.table().equals(resource.table()) && !other.code().equals(resource.code()))
                .forEach(other -> faults.add(
                        "The table " + resource.table() + " is that of resource " + other.code() + "; choose another"));
        if (faults.isEmpty() && store.isThere(resource.table()) && !isOwn(resource)) {
            faults.add("The table " + resource.table()
                    + " is there already, of a resource that was withdrawn or of the platform; choose another name");
        }
        Set<String> subjects =
                resource.subjects().stream().map(Item::subjectColumn).collect(Collectors.toSet());
        RegistryTable.columns(resource).stream()
                .map(RegistryTable.Column::name)
                .filter(name -> name.length() > LONGEST && subjects.contains(name))
                .forEach(name -> faults.add("The column " + name + " would have more than " + LONGEST
                        + " characters; give its item a shorter name"));
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
