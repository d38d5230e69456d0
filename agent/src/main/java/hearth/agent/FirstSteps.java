package hearth.agent;

import hearth.kernel.DataDir;
import hearth.kernel.Wei;
import hearth.link.wire.FirstReward;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** When each step to the first reward was taken; kept, so that a restart does not take it again. */
final class FirstSteps {
    private static final Logger LOG = LoggerFactory.getLogger(FirstSteps.class);

    /** The steps after joining. */
    enum Step {
        SCORED,
        VERIFIED,
        SETTLED,
        CLAIMED
    }

    private final Path file;
    private final InstantSource time;
    private final Map<Step, Instant> taken = new EnumMap<>(Step.class);
    private long read;
    private long unique;
    private long rerun;
    private long firstEpoch;

    FirstSteps(Path file, InstantSource time) throws IOException {
        this.file = file;
        this.time = time;
        var content = DataDir.read(file, 4096);
        if (content.isPresent()) {
            for (var line : new String(content.get(), StandardCharsets.US_ASCII).split("\n", -1)) {
                var words = line.split(" ", -1);
                try {
                    if (words.length == 2) {
                        taken.put(
                                Step.valueOf(words[0]),
                                Instant.ofEpochMilli(Long.parseLong(words[1])));
                    }
                } catch (IllegalArgumentException _) {
                    LOG.warn("{} has a line that is no step: it is left out", file);
                }
            }
        }
    }

    private synchronized void take(Step step) {
        if (taken.putIfAbsent(step, time.instant()) != null) {
            return;
        }
        var text = new StringBuilder();
        taken.forEach(
                (one, at) -> text.append(one).append(' ').append(at.toEpochMilli()).append('\n'));
        try {
            DataDir.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.warn("the first steps could not be kept: {}", e.getMessage());
        }
    }

    synchronized void scored(long contractsRead, long uniqueCodes) {
        read = contractsRead;
        unique = uniqueCodes;
        if (uniqueCodes > 0) {
            take(Step.SCORED);
        }
    }

    synchronized void verified(long unitsRerun) {
        rerun += unitsRerun;
        take(Step.VERIFIED);
    }

    synchronized void settled(long epoch, Wei cumulative) {
        if (cumulative.compareTo(Wei.ZERO) > 0) {
            if (firstEpoch == 0) {
                firstEpoch = epoch;
            }
            take(Step.SETTLED);
        }
    }

    void claimed() {
        take(Step.CLAIMED);
    }

    synchronized FirstReward view(Instant joinedAt) {
        return FirstReward.newBuilder()
                .setJoinedAt(joinedAt.toEpochMilli())
                .setFirstScoredAt(at(Step.SCORED))
                .setFirstVerifiedAt(at(Step.VERIFIED))
                .setFirstSettledAt(at(Step.SETTLED))
                .setFirstClaimedAt(at(Step.CLAIMED))
                .setRead(read)
                .setUnique(unique)
                .setRerun(rerun)
                .setRerunEqual(rerun)
                .setFirstEpoch(firstEpoch)
                .build();
    }

    private long at(Step step) {
        var at = taken.get(step);
        return at == null ? 0 : at.toEpochMilli();
    }
}
