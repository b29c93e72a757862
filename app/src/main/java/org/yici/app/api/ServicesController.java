package org.yici.app.api;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.directory.Directory;
import org.yici.app.directory.GuideBook.Law;
import org.yici.app.directory.Match;
import org.yici.app.directory.Office.Hall;
import org.yici.app.directory.PublicService;
import org.yici.app.directory.Query;
import org.yici.app.service.ServiceItem;
import org.yici.app.store.Page;
import org.yici.kernel.resource.Label;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The district's public services and their guides, for everybody. */
@RestController
class ServicesController {
    private static final int MOST = 200;

    private final Directory directory;

    ServicesController(Directory directory) {
        this.directory = directory;
    }

    /** What is found, the best first; the whole list if nothing is asked for. */
    @GetMapping("/api/v1/services")
    Page<Found> services(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return directory
                .search(new Query(q, department, kind), Math.clamp(page, 0, 1_000_000), Math.clamp(size, 1, MOST))
                .map(Found::of);
    }

    @GetMapping("/api/v1/services/{address}")
    Guide guide(@PathVariable String address) {
        PublicService service = directory
                .find(address)
                .orElseThrow(() -> new NoSuchElementException("There is no public service " + address));
        return Guide.of(service, directory.law(service).orElse(null));
    }

    /**
     * A service that was found.
     *
     * @param reason why: LISTED, EXACT, PREFIX, SYNONYM, CONTAINS, PINYIN, DEPARTMENT, TYPO
     * @param words what of it agreed
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Found(
            String address,
            String code,
            PublicService.Name name,
            Label department,
            String kind,
            boolean online,
            Match.Reason reason,
            String words) {
        static Found of(Match match) {
            PublicService service = match.service();
            return new Found(
                    service.address(),
                    service.code(),
                    service.name(),
                    service.office().label(),
                    service.kind(),
                    service.online(),
                    match.reason(),
                    match.words());
        }
    }

    /**
     * The guide of a service.
     *
     * @param hall where to go; its place and hours are invented where it says so
     * @param law what the law says of every service of its kind
     * @param own what its department declares of it, for a service that can be applied for online
     * @param unknown which of audience, basis, time, fee, materials nobody has published: ask at the service line
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Guide(
            String address,
            String code,
            PublicService.Name name,
            String group,
            Label department,
            String kind,
            boolean online,
            @Nullable Hall hall,
            @Nullable Law law,
            @Nullable Own own,
            List<String> unknown) {
        static Guide of(PublicService service, @Nullable Law law) {
            List<String> unknown = new ArrayList<>();
            if (!service.online()) {
                unknown.add("audience");
                unknown.add("materials");
                Optional<Law> known = Optional.ofNullable(law);
                if (known.isEmpty()) {
                    unknown.add("basis");
                }
                if (known.map(Law::time).isEmpty()) {
                    unknown.add("time");
                }
                if (known.map(Law::fee).isEmpty()) {
                    unknown.add("fee");
                }
            }
            return new Guide(
                    service.address(),
                    service.code(),
                    service.name(),
                    service.group(),
                    service.office().label(),
                    service.kind(),
                    service.online(),
                    service.office().hall(),
                    service.online() ? null : law,
                    service.onlineItem().map(Own::of).orElse(null),
                    List.copyOf(unknown));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Own(
            Label audience,
            int promisedMinutes,
            int statutoryDays,
            int visits,
            Label fee,
            Label basis,
            Label place,
            String phone,
            List<Label> steps,
            List<Material> materials) {
        static Own of(ServiceItem item) {
            ServiceItem.Guide guide = item.guide();
            return new Own(
                    guide.audience(),
                    guide.promisedMinutes(),
                    guide.statutoryDays(),
                    guide.visits(),
                    guide.fee(),
                    guide.basis(),
                    guide.place(),
                    guide.phone(),
                    guide.steps(),
                    item.materials().stream().map(Material::of).toList());
        }
    }

    /** @param supply WAIVED 免交, SHARED 共享 or UPLOAD 需上传 */
    record Material(Label name, ServiceItem.Supply supply, String party) {
        static Material of(ServiceItem.Material material) {
            return new Material(material.label(), material.supply(), material.party());
        }
    }
}
