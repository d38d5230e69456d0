package hearth.monitors.rules;

/** What a rule looks at. */
public enum RuleKind {
    /** The price of a kWh: pauses above. */
    PRICE("a kWh", false, true, false),
    /** Watts that the home sends out: runs only with as much. */
    SURPLUS("W", false, false, true),
    /** The hottest sensor: pauses above. */
    TEMPERATURE("°C", true, true, false),
    /** Whether the machine has the mains: pauses on battery. */
    MAINS("", false, false, false),
    /** Minutes since somebody used the machine: runs only after as many. */
    AWAY("min", false, false, true),
    /** Gigabytes through the network in the last hour: pauses above. */
    BANDWIDTH("GB in an hour", true, true, false),
    /** The machine's watts: pauses above. */
    WATTS("W", true, true, false),
    /** Percent of the processor that other programs use: pauses above. */
    BUSY("% of the processor", false, true, false);

    private final String unit;
    private final boolean safety;
    private final boolean pausesAbove;
    private final boolean needsReading;

    RuleKind(String unit, boolean safety, boolean pausesAbove, boolean needsReading) {
        this.unit = unit;
        this.safety = safety;
        this.pausesAbove = pausesAbove;
        this.needsReading = needsReading;
    }

    /** The unit of its limit. */
    public String unit() {
        return unit;
    }

    /**
     * Whether it keeps machine, line and home from harm: it holds for leased slots too, a silent
     * sensor stops the work, and from afar it can only be made tighter.
     */
    public boolean safety() {
        return safety;
    }

    /** Whether too much pauses; else too little does. */
    boolean pausesAbove() {
        return pausesAbove;
    }

    /** Whether work is allowed only by a reading, so that without one it waits. */
    boolean needsReading() {
        return needsReading;
    }
}
