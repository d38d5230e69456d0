package hearth.agent;

import hearth.network.gatekeeper.OpenEpoch;
import hearth.network.settlement.EpochBook;

import java.util.Optional;

/** Where settled epochs and the open one are read from: a gatekeeper here, or what others told. */
interface EpochSource {
    /** The settled epochs. */
    EpochBook book();

    /** The running epoch as it would be settled now; empty before the first and between two. */
    Optional<OpenEpoch> open();
}
