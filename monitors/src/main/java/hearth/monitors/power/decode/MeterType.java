package hearth.monitors.power.decode;

import java.util.Locale;
import java.util.Optional;

/** The kinds of meters whose output can be decoded. */
public enum MeterType {
    /** Dutch, Belgian, Swedish and other meters with a P1 port: telegrams as text. */
    DSMR("dsmr"),
    /** German meters' infrared head: Smart Message Language. */
    SML("sml"),
    /** PZEM-004T v3: Modbus RTU, requests and replies. */
    PZEM("pzem"),
    /** RDTech UM24C, UM25C, UM34C: frames of 130 bytes. */
    UM("um25c"),
    /** RDTech TC66 and TC66C: encrypted frames of 192 bytes. */
    TC66C("tc66c"),
    /** TP-Link Kasa's legacy protocol: TCP frames, one UDP datagram, or its JSON. */
    KASA("kasa"),
    /** Shelly Gen1 to Gen4: JSON documents. */
    SHELLY("shelly"),
    /** Tasmota: JSON documents of Status 8, Status 10 or tele/SENSOR. */
    TASMOTA("tasmota"),
    /** Network UPS Tools: lines of upsd. */
    NUT("nut"),
    /** Raspberry Pi 5: text of vcgencmd pmic_read_adc. */
    PMIC("pmic");

    private final String word;

    MeterType(String word) {
        this.word = word;
    }

    /** Its word on the command line and in settings. */
    public String word() {
        return word;
    }

    /** A new decoder for one stream. */
    public Decoder decoder() {
        return switch (this) {
            case DSMR -> new DsmrDecoder();
            case SML -> new SmlDecoder();
            case PZEM -> new FrameScanner(new PzemFrame());
            case UM -> new FrameScanner(new UmFrame());
            case TC66C -> new FrameScanner(new Tc66Frame());
            case KASA -> new KasaDecoder();
            case SHELLY -> new JsonDocuments(ShellyJson::readings);
            case TASMOTA -> new JsonDocuments(TasmotaJson::readings);
            case NUT -> new NutDecoder();
            case PMIC -> new PmicDecoder();
        };
    }

    /** The type by its word; the RDTech models share one, for a frame says which of them it is. */
    public static Optional<MeterType> of(String word) {
        var plain = word.toLowerCase(Locale.ROOT);
        if (plain.equals("um24c") || plain.equals("um34c")) {
            return Optional.of(UM);
        }
        for (var type : values()) {
            if (type.word.equals(plain)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
