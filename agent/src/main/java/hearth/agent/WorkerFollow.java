package hearth.agent;

import hearth.kernel.Reading;
import hearth.kernel.Subscription;
import hearth.monitors.FollowedProcess;
import hearth.monitors.MachineSnapshot;
import hearth.monitors.Sampler;

import java.util.HashMap;
import java.util.Map;

/** Keeps the sampler at the workers' processes, also when they are started again. */
final class WorkerFollow implements AutoCloseable {
    private final Sampler sampler;
    private final Map<String, Followed> followed = new HashMap<>();

    private record Followed(long pid, Subscription subscription) {}

    WorkerFollow(Sampler sampler) {
        this.sampler = sampler;
    }

    /** Follows exactly these first processes, with the workers' names. */
    synchronized void follow(Map<Long, String> pids) {
        var wanted = new HashMap<String, Long>();
        pids.forEach((pid, name) -> wanted.put(name, pid));
        followed.entrySet()
                .removeIf(entry -> {
                    boolean gone =
                            !Long.valueOf(entry.getValue().pid())
                                    .equals(wanted.get(entry.getKey()));
                    if (gone) {
                        entry.getValue().subscription().close();
                    }
                    return gone;
                });
        wanted.forEach((name, pid) ->
                followed.computeIfAbsent(name, _ -> new Followed(pid, sampler.follow(name, pid))));
    }

    /** A worker's processor use in threads. */
    static Reading<Double> threads(MachineSnapshot snapshot, String name) {
        return snapshot.followed().stream()
                .filter(process -> process.name().equals(name))
                .map(FollowedProcess::cpu)
                .findFirst()
                .orElseGet(() -> Reading.missing(snapshot.time(), "its process was just started"));
    }

    @Override
    public synchronized void close() {
        followed.values().forEach(one -> one.subscription().close());
        followed.clear();
    }
}
