package org.yici.app.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.PlatformTest;
import org.yici.app.ledger.Ledger;
import org.yici.app.ledger.LedgerFixture;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.Tile;

@PlatformTest
class LedgerIsPublicTest {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Ledger ledger;

    @Test
    void whoIsNotSignedInReadsTheLogInTheRunningPlatform() throws Exception {
        Receipt receipt = ledger.append(LedgerFixture.act(1));
        mvc.perform(get("/tlog/checkpoint")).andExpect(status().isOk());
        mvc.perform(get("/tlog/vkey")).andExpect(content().string(ledger.verifierKey() + "\n"));
        String bundle = new Tile(Tile.ENTRIES, receipt.index() >> 8, (int) (receipt.index() & 255) + 1).path();
        mvc.perform(get("/tlog/tile/" + bundle))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "max-age=31536000, public, immutable"));
        mvc.perform(get("/tlog/tile/0/999")).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/ledger/receipts/" + receipt.index())).andExpect(status().isOk());
        mvc.perform(get("/api/v1/ledger/receipts/999999999")).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/ledger/receipts/first")).andExpect(status().isBadRequest());
        mvc.perform(get("/api/v1/ledger/consistency?from=0&to=1")).andExpect(status().isOk());
        mvc.perform(get("/api/v1/ledger/consistency?from=2&to=1"))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"));
    }

    @Test
    void nobodyWritesIntoItFromOutside() throws Exception {
        mvc.perform(post("/api/v1/ledger/receipts/1")).andExpect(status().is4xxClientError());
    }
}
