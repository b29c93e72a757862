package org.yici.app.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.ledger.Ledger;
import org.yici.app.ledger.Tiles;
import org.yici.kernel.ledger.Tile;

/**
 * The log to copy and check (C2SP tlog-tiles); the prefix is {@code /tlog}. Checkpoints and hashes are for anybody, the entries for
 * auditors ({@link ApiSecurity}).
 */
@RestController
class TlogController {
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final CacheControl FOR_THE_READER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    private final Ledger ledger;
    private final Tiles tiles;

    TlogController(Ledger ledger, Tiles tiles) {
        this.ledger = ledger;
        this.tiles = tiles;
    }

    @GetMapping("/tlog/checkpoint")
    ResponseEntity<byte[]> checkpoint() {
        return text(ledger.checkpoint());
    }

    @GetMapping("/tlog/vkey")
    ResponseEntity<byte[]> verifierKey() {
        return text(ledger.verifierKey() + "\n");
    }

    @GetMapping("/tlog/tile/{*path}")
    ResponseEntity<byte[]> tile(
            @PathVariable String path,
            @RequestHeader(value = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String encodings) {
        Optional<Tile> tile = Tile.parse(path.substring(1));
        Optional<byte[]> bytes = tile.flatMap(tiles::tile);
        if (bytes.isEmpty()) {
            return ResponseEntity.notFound()
                    .cacheControl(CacheControl.noCache())
                    .build();
        }
        boolean entries = tile.get().level() == Tile.ENTRIES;
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .cacheControl(entries ? FOR_THE_READER : FOR_EVER)
                .contentType(MediaType.APPLICATION_OCTET_STREAM);
        // Hashes do not get shorter, entries do.
        if (!entries) {
            return answer.body(bytes.get());
        }
        answer.varyBy(HttpHeaders.ACCEPT_ENCODING);
        return encodings != null && encodings.contains("gzip")
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(gzip(bytes.get()))
                : answer.body(bytes.get());
    }

    private static ResponseEntity<byte[]> text(String text) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed", e);
        }
        return out.toByteArray();
    }
}
