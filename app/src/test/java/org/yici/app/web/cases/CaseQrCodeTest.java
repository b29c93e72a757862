package org.yici.app.web.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CaseQrCodeTest {
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");
    private static final int QUIET_ZONE = 4;

    @Test
    void whatAPhoneReadsFromThePictureIsTheAddress() throws Exception {
        String address = "https://yici.example/cases/511602202611220001";
        assertThat(new Decoder().decode(modules(CaseQrCode.svg(address))).getText())
                .isEqualTo(address);
    }

    @Test
    void aTextThatDoesNotFitIsRefusedInWords() {
        assertThatThrownBy(() -> CaseQrCode.svg("x".repeat(5000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5000 characters");
    }

    private static BitMatrix modules(String svg) {
        Matcher size = SIZE.matcher(svg);
        assertThat(size.find()).isTrue();
        BitMatrix modules = new BitMatrix(Integer.parseInt(size.group(1)) - 2 * QUIET_ZONE);
        Matcher module = MODULE.matcher(svg);
        while (module.find()) {
            modules.set(Integer.parseInt(module.group(1)) - QUIET_ZONE, Integer.parseInt(module.group(2)) - QUIET_ZONE);
        }
        return modules;
    }
}
