package hearth.monitors.history;

/**
 * What one tier takes in the file.
 *
 * @param blocks rows
 * @param points filled slots in them
 * @param bytes of the packed blocks, without the file's own structure
 */
public record HistoryFootprint(Tier tier, long blocks, long points, long bytes) {}
