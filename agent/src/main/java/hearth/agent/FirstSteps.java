package hearth.agent;

import hearth.kernel.DataDir;
import hearth.link.wire.FirstReward;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private long firstEpoch;

    FirstSteps(Path file, InstantSource time) throws IOException {
        this.file = file;
        this.time = time;
        var content = DataDir.read(file, 4096);
        for (var line : lines(content)) {
            var words = line.split(" ", -1);
            try {
                var step = Step.valueOf(words[0]);
                taken.put(step, Instant.ofEpochMilli(Long.parseLong(words[1])));
                if (step == Step.SETTLED && words.length > 2) {
                    firstEpoch = Long.parseLong(words[2]);
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
                LOG.warn("{} has a line that is no step: it is left out", file);
            }
        }
    }

    private static List<String> lines(Optional<byte[]> content) {
        return content.map(bytes -> new String(bytes, StandardCharsets.US_ASCII).lines().toList())
                .orElse(List.of());
    }

    private void take(Step step) {
        take(step, time.instant());
    }

    private synchronized void take(Step step, Instant when) {
        if (taken.putIfAbsent(step, when) != null) {
            return;
        }
        var text = new StringBuilder();
        taken.forEach((one, at) -> {
            text.append(one).append(' ').append(at.toEpochMilli());
            text.append(one == Step.SETTLED ? " " + firstEpoch : "").append('\n');
        });
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

    /** What is verified was scored, even when the worker's own count has not said so yet. */
    synchronized void verified() {
        take(Step.SCORED);
        take(Step.VERIFIED);
    }

    /** Whether no epoch that paid is known yet. */
    synchronized boolean unpaid() {
        return !taken.containsKey(Step.SETTLED);
    }

    /**
     * The first epoch that paid.
     *
     * @param at when it was closed, which may be long before anybody looked
     */
    synchronized void paid(long epoch, Instant at) {
        if (unpaid()) {
            firstEpoch = epoch;
            take(Step.SETTLED, at);
        }
    }

    void claimed() {
        take(Step.CLAIMED);
    }

    /**
     * @param rerun units that the gatekeeper has computed again, all equal
     */
    synchronized FirstReward view(Instant joinedAt, long rerun) {
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
