package hearth.app.power;

import java.util.List;

/** The kinds of meters as the page offers them, and what each needs to know. */
enum MeterKinds {
    DSMR("dsmr", true, "/dev/ttyUSB0"),
    SML("sml", true, "/dev/ttyUSB0"),
    PZEM("pzem", true, "/dev/ttyUSB0"),
    UM("um25c", true, "/dev/rfcomm0"),
    TC66C("tc66c", true, "/dev/ttyACM0"),
    SHELLY("shelly", false, "192.168.1.60"),
    TASMOTA("tasmota", false, "192.168.1.60"),
    KASA("kasa", false, "192.168.1.60"),
    NUT("nut", false, "ups@localhost"),
    HOME_ASSISTANT("homeassistant", false, "https://homeassistant.local:8123/sensor.plug_power");

    private final String word;
    private final boolean serial;
    private final String example;

    MeterKinds(String word, boolean serial, String example) {
        this.word = word;
        this.serial = serial;
        this.example = example;
    }

    /** Its word on the link. */
    String word() {
        return word;
    }

    /** Whether it is on a serial port of the agent's machine. */
    boolean serial() {
        return serial;
    }

    /** What an address of it looks like. */
    String example() {
        return example;
    }

    /** Whether it may want a user and a password or token. */
    boolean login() {
        return this == SHELLY || this == TASMOTA || this == HOME_ASSISTANT;
    }

    /** Whether it may encrypt what it says, under a key that its owner has. */
    boolean encrypts() {
        return this == DSMR;
    }

    /** Where it sits: what the note under the preview explains. */
    String place() {
        return switch (this) {
            case UM, TC66C -> "inline";
            case KASA, NUT -> "imitable";
            case SHELLY, TASMOTA, HOME_ASSISTANT -> "open";
            case DSMR, SML -> "house";
            case PZEM -> "wall";
        };
    }

    static List<MeterKinds> all() {
        return List.of(values());
    }
}
