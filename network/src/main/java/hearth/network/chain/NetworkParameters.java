package hearth.network.chain;

import hearth.kernel.Wei;

import java.time.Duration;

/**
 * The numbers by which a network differs from another. The contracts carry the ones they enforce as
 * immutables; the rest is agreed by this file.
 *
 * @param epoch reward period
 * @param round work period, several to an epoch
 * @param replicas independent nodes per unit, capped by the number of owners
 * @param quorum equal answers that settle a unit
 * @param auditFloorPpm least share of units that gatekeepers re-execute
 * @param recheckCount later re-checks per unit within the hold time
 * @param holdEpochs epochs that pay is held
 * @param window time in which a posted root can be vetoed
 * @param stakePerTicket in the token's smallest unit
 * @param basePerEpoch the envelope added each epoch, in the token's smallest unit
 * @param unbondingEpochs epochs between leaving and taking the stake back
 * @param gatekeeperThreshold signatures that a root needs
 * @param feePpm the gatekeepers' part of an envelope
 * @param ticketRate contracts a second that one ticket stands for
 */
public record NetworkParameters(
        Duration epoch,
        Duration round,
        int replicas,
        int quorum,
        int auditFloorPpm,
        int recheckCount,
        int holdEpochs,
        Duration window,
        Wei stakePerTicket,
        Wei basePerEpoch,
        int unbondingEpochs,
        int gatekeeperThreshold,
        int feePpm,
        int ticketRate) {

    public NetworkParameters {
        if (epoch.toSeconds() < 1 || round.toSeconds() < 1 || round.compareTo(epoch) > 0) {
            throw new IllegalArgumentException("epoch " + epoch + ", round " + round);
        }
        if (window.isNegative()) {
            throw new IllegalArgumentException("window " + window);
        }
        if (replicas < 1 || quorum < 1 || quorum > replicas) {
            throw new IllegalArgumentException("replicas " + replicas + ", quorum " + quorum);
        }
        if (auditFloorPpm < 0 || auditFloorPpm > 1_000_000 || feePpm < 0 || feePpm > 1_000_000) {
            throw new IllegalArgumentException("audit " + auditFloorPpm + " ppm, fee " + feePpm);
        }
        if (recheckCount < 0 || holdEpochs < 0 || unbondingEpochs < holdEpochs) {
            throw new IllegalArgumentException(
                    "hold " + holdEpochs + " epochs, unbonding " + unbondingEpochs);
        }
        if (stakePerTicket.value().signum() == 0 || basePerEpoch.value().signum() == 0) {
            throw new IllegalArgumentException(
                    "stake " + stakePerTicket + ", base " + basePerEpoch);
        }
        if (gatekeeperThreshold < 1 || ticketRate < 1) {
            throw new IllegalArgumentException(
                    "threshold " + gatekeeperThreshold + ", ticket rate " + ticketRate);
        }
    }

    /** The practice network's numbers: everything happens in minutes, nothing is held back. */
    public static NetworkParameters practice() {
        return new NetworkParameters(
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                3,
                2,
                20_000,
                0,
                0,
                Duration.ofSeconds(5),
                Wei.ONE,
                Wei.coins(100),
                2,
                1,
                0,
                25);
    }
}
