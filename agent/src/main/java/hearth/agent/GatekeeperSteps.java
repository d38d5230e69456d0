package hearth.agent;

import hearth.network.gatekeeper.CouncilDriver;
import hearth.network.gatekeeper.CouncilSettling;
import hearth.network.gatekeeper.Gatekeeper;
import hearth.network.gatekeeper.GatekeeperFailedException;
import hearth.network.gatekeeper.RoundDriver;
import hearth.network.gatekeeper.RoundEvent;

import java.time.Instant;
import java.util.List;

/** What moves a gatekeeper on. Each step blocks, and may run beside the others. */
interface GatekeeperSteps {
    /** Epochs and rounds; gives what happened since it was last asked. */
    List<RoundEvent> tick(Instant now) throws GatekeeperFailedException, InterruptedException;

    /** Judges what is over. */
    void judge() throws GatekeeperFailedException, InterruptedException;

    /** Brings roots and findings to the chain, where the tick does not. */
    void settle() throws GatekeeperFailedException, InterruptedException;

    /** The only gatekeeper of its network. */
    record Alone(Gatekeeper gatekeeper, RoundDriver driver) implements GatekeeperSteps {
        @Override
        public List<RoundEvent> tick(Instant now)
                throws GatekeeperFailedException, InterruptedException {
            return driver.tick(now);
        }

        @Override
        public void judge() throws GatekeeperFailedException, InterruptedException {
            gatekeeper.judge();
        }

        @Override
        public void settle() {
            // its tick does that
        }
    }

    /** One of several. */
    record Among(CouncilDriver driver, CouncilSettling settling) implements GatekeeperSteps {
        @Override
        public List<RoundEvent> tick(Instant now)
                throws GatekeeperFailedException, InterruptedException {
            return driver.tick();
        }

        @Override
        public void judge() throws GatekeeperFailedException, InterruptedException {
            driver.judge();
        }

        @Override
        public void settle() throws GatekeeperFailedException, InterruptedException {
            settling.step();
        }
    }
}
