package hearth.monitors.power.meter;

import hearth.monitors.power.decode.MeterType;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The kinds of meters that can be added. */
public enum MeterKind {
    /** A P1 port; pushes every second or every ten. */
    DSMR("dsmr", "P1 port (DSMR)", Way.SERIAL, 30),
    /** A German meter's infrared head; pushes every one to four seconds. */
    SML("sml", "infrared head (SML)", Way.SERIAL, 30),
    /** PZEM-004T v3 behind a serial adapter. */
    PZEM("pzem", "PZEM-004T", Way.SERIAL, 15),
    /** RDTech UM24C, UM25C, UM34C over Bluetooth's serial port. */
    UM("um25c", "UM24C, UM25C, UM34C", Way.SERIAL, 15),
    /** RDTech TC66C on USB. */
    TC66C("tc66c", "TC66C USB meter", Way.SERIAL, 15),
    /** Shelly of any generation. */
    SHELLY("shelly", "Shelly", Way.LAN, 15),
    /** A device with Tasmota. */
    TASMOTA("tasmota", "Tasmota", Way.LAN, 15),
    /** TP-Link Kasa, legacy protocol. */
    KASA("kasa", "Kasa", Way.LAN, 15),
    /** A sensor of Home Assistant. */
    HOME_ASSISTANT("homeassistant", "Home Assistant", Way.LAN, 30),
    /** A UPS behind upsd. */
    NUT("nut", "UPS (NUT)", Way.LAN, 30);

    /** How a meter is reached. */
    public enum Way {
        SERIAL,
        LAN
    }

    private final String word;
    private final String label;
    private final Way way;
    private final Duration patience;

    MeterKind(String word, String label, Way way, int patienceSeconds) {
        this.word = word;
        this.label = label;
        this.way = way;
        this.patience = Duration.ofSeconds(patienceSeconds);
    }

    /** Its word on the command line and in the file of meters. */
    public String word() {
        return word;
    }

    /** Its name for people. */
    public String label() {
        return label;
    }

    public Way way() {
        return way;
    }

    /** After how long without a reading it counts as silent. */
    public Duration patience() {
        return patience;
    }

    /** Whether such a meter is the utility's: it measures the whole home. */
    public boolean utility() {
        return switch (this) {
            case DSMR, SML -> true;
            case PZEM, UM, TC66C, SHELLY, TASMOTA, KASA, HOME_ASSISTANT, NUT -> false;
        };
    }

    /** What decodes its output; empty for Home Assistant, which speaks for other meters. */
    public Optional<MeterType> type() {
        return switch (this) {
            case DSMR -> Optional.of(MeterType.DSMR);
            case SML -> Optional.of(MeterType.SML);
            case PZEM -> Optional.of(MeterType.PZEM);
            case UM -> Optional.of(MeterType.UM);
            case TC66C -> Optional.of(MeterType.TC66C);
            case SHELLY -> Optional.of(MeterType.SHELLY);
            case TASMOTA -> Optional.of(MeterType.TASMOTA);
            case KASA -> Optional.of(MeterType.KASA);
            case NUT -> Optional.of(MeterType.NUT);
            case HOME_ASSISTANT -> Optional.empty();
        };
    }

    /** The kind by its word. */
    public static Optional<MeterKind> of(String word) {
        var plain = word.toLowerCase(Locale.ROOT);
        if (plain.equals("um24c") || plain.equals("um34c")) {
            return Optional.of(UM);
        }
        for (var kind : values()) {
            if (kind.word.equals(plain)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
