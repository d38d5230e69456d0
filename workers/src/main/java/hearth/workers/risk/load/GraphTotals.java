package hearth.workers.risk.load;

/**
 * How much the graph holds.
 *
 * @param codes different codes
 * @param contracts places where they were seen
 * @param findingsToday contracts found today (local day) whose code alarms
 * @param bytes on disk
 */
public record GraphTotals(long codes, long contracts, long findingsToday, long bytes) {}
