package hearth.agent;

import hearth.kernel.Address;
import hearth.network.chain.ChainFailedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * Which number the registry has this machine's key under. Numbers are counted, and a block that was
 * taken back counted differently.
 */
final class NodeNumber {
    private static final Logger LOG = LoggerFactory.getLogger(NodeNumber.class);

    private final ActivityLog activity;
    private boolean told;

    NodeNumber(ActivityLog activity) {
        this.activity = activity;
    }

    /** Another number than the one that is worked as; tells when there is none. Blocks. */
    Optional<Long> other(NodeWork work, Address key) {
        var view = work.seat().view();
        var node = view.node();
        if (!view.fault().isEmpty() || (node != null && node.key().equals(key))) {
            told = false;
            return Optional.empty();
        }
        try {
            var now = work.seat().registry().nodeOfKey(key);
            if (now.isEmpty()) {
                tell();
            }
            return now.filter(number -> number != work.membership().nodeId());
        } catch (ChainFailedException e) {
            LOG.debug("the registry was not asked for this machine's number", e);
            return Optional.empty();
        }
    }

    private void tell() {
        if (!told) {
            told = true;
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.FAULT,
                    "This machine is not registered any more",
                    "The chain took the block of its registration back. Join again; the stake is"
                            + " in your wallet.",
                    "network",
                    "NODE-5");
        }
    }
}
