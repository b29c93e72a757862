package org.yici.app.web.my;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.yici.app.casework.ReceiptReaders;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.exchange.Readings;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.SiteProperties;
import org.yici.app.web.cases.CaseQrCode;
import org.yici.app.web.frame.Show;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;

/**
 * A receipt as a page that the reader's browser verifies, for those whom it concerns; and a page on which anybody verifies a receipt
 * that somebody else holds, or a paper by the hash in its QR code.
 */
@Controller
class ReceiptController {
    private final Ledger ledger;
    private final ReceiptReaders readers;
    private final ReceiptWords words;
    private final Show show;
    private final Catalogue catalogue;
    private final Grants grants;
    private final Identities identities;
    private final SiteProperties site;

    ReceiptController(
            Ledger ledger,
            ReceiptReaders readers,
            ReceiptWords words,
            Show show,
            Catalogue catalogue,
            Grants grants,
            Identities identities,
            SiteProperties site) {
        this.ledger = ledger;
        this.readers = readers;
        this.words = words;
        this.show = show;
        this.catalogue = catalogue;
        this.grants = grants;
        this.identities = identities;
        this.site = site;
    }

    @GetMapping("/receipts/{index}")
    ModelAndView page(
            @PathVariable long index, @CurrentUser @Nullable User user, HttpServletRequest request, Model model) {
        Receipt receipt = find(index);
        String leaf = leaf(receipt);
        model.addAttribute("leaf", leaf);
        model.addAttribute("index", Long.toString(index));
        if (!readers.mayRead(user, index)) {
            requireSignedIn(user, index);
            return new ModelAndView("ledger/receipt-closed", model.asMap(), HttpStatus.FORBIDDEN);
        }
        model.addAttribute("receipt", receipt);
        model.addAttribute("lines", words.of(receipt));
        model.addAttribute("json", receipt.toJson());
        model.addAttribute("verifierKey", ledger.verifierKey());
        model.addAttribute("link", link(receipt, request));
        return new ModelAndView("ledger/receipt", model.asMap());
    }

    @GetMapping(value = "/receipts/{index}/qr.svg", produces = "image/svg+xml")
    @ResponseBody
    ResponseEntity<String> qrCode(
            @PathVariable long index, @CurrentUser @Nullable User user, HttpServletRequest request) {
        Receipt receipt = find(index);
        if (!readers.mayRead(user, index)) {
            throw new AccessDeniedException("The receipt " + index + " is not for this reader");
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.valueOf("image/svg+xml"))
                .body(CaseQrCode.svg(link(receipt, request)));
    }

    @GetMapping("/verify")
    String verify(Model model) {
        model.addAttribute("verifierKey", ledger.verifierKey());
        return "ledger/verify";
    }

    /** What codes in entries are called, for the page that reads entries without the platform. All of it is public. */
    @GetMapping("/verify/words")
    @ResponseBody
    Map<String, Object> codes() {
        Map<String, Object> codes = new LinkedHashMap<>();
        codes.put(
                "labels",
                byName("receipt.line.", "kind", "time", "department", "purpose", "data", "items", "case", "index"));
        codes.put("kinds", Arrays.stream(Act.Kind.values()).collect(Collectors.toMap(Act.Kind::name, words::kind)));
        codes.put(
                "resources", catalogue.resources().stream().collect(Collectors.toMap(Resource::code, this::resource)));
        codes.put(
                "departments",
                identities.departments().stream()
                        .collect(Collectors.toMap(Department::code, department -> show.label(department.label()))));
        codes.put(
                "purposes",
                grants.all().stream()
                        .map(Grant::purpose)
                        .distinct()
                        .collect(Collectors.toMap(code -> code, show::purpose)));
        codes.put(
                "whats",
                Arrays.stream(Readings.What.values())
                        .map(Readings.What::code)
                        .collect(Collectors.toMap(code -> code, code -> show.say("use.what." + code))));
        codes.put("person", show.say("receipt.person"));
        codes.put("unknown", show.say("receipt.unknown"));
        codes.put("separator", show.say("uses.items.separator"));
        return codes;
    }

    private Map<String, Object> resource(Resource resource) {
        return Map.of(
                "label",
                show.label(resource.label()),
                "items",
                resource.items().stream().collect(Collectors.toMap(Item::name, item -> show.label(item.label()))));
    }

    private Map<String, String> byName(String prefix, String... names) {
        return Arrays.stream(names).collect(Collectors.toMap(name -> name, name -> show.say(prefix + name)));
    }

    private Receipt find(long index) {
        return ledger.receipt(index).orElseThrow(() -> new NoSuchElementException("No leaf " + index));
    }

    private static void requireSignedIn(@Nullable User user, long index) {
        if (user == null) {
            throw new AccessDeniedException("The receipt " + index + " is read after signing in");
        }
    }

    private static String leaf(Receipt receipt) {
        return Hash.leaf(receipt.entry().getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** What a paper's code opens: index and hash stand behind a {@code #}, which no server is told. */
    private String link(Receipt receipt, HttpServletRequest request) {
        UriComponentsBuilder base = site.publicUrl() == null
                ? UriComponentsBuilder.newInstance()
                        .scheme(request.getScheme())
                        .host(request.getServerName())
                        .port(request.getLocalPort())
                : UriComponentsBuilder.fromUri(site.publicUrl());
        return base.path("/verify")
                .fragment(receipt.index() + "." + leaf(receipt))
                .build()
                .toString();
    }
}
