package hearth.agent;

import java.time.Instant;

/**
 * The epoch that is running, as the gatekeeper here keeps it.
 *
 * @param number from 1
 * @param nodes that hold tickets
 * @param tickets of all of them
 */
record OpenEpoch(long number, Instant began, Instant ends, int nodes, int tickets) {}
