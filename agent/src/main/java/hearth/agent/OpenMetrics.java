package hearth.agent;

import hearth.link.wire.Live;
import hearth.link.wire.Value;

import java.math.BigDecimal;

/**
 * The present as OpenMetrics text, for a Prometheus that is there already (OpenMetrics 1.0, the
 * exposition format). What is not measured has no sample: absence is not zero.
 */
final class OpenMetrics {
    /** The content type that names format and version. */
    static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final BigDecimal WEI = BigDecimal.TEN.pow(18);

    private final StringBuilder text = new StringBuilder(4096);

    private OpenMetrics() {}

    /** One exposition, with its end mark. */
    static String of(Live live) {
        var metrics = new OpenMetrics();
        metrics.machine(live);
        metrics.workers(live);
        metrics.network(live);
        return metrics.text.append("# EOF\n").toString();
    }

    private void machine(Live live) {
        var machine = live.getMachine();
        family("hearth_cpu_load_ratio", "gauge", "Share of all cores in use.");
        sample("hearth_cpu_load_ratio", "", machine.getCpuLoad());
        family("hearth_memory_used_bytes", "gauge", "Memory in use.");
        sample("hearth_memory_used_bytes", "", machine.getMemoryUsed());
        family("hearth_memory_bytes", "gauge", "Memory of this machine.");
        sample("hearth_memory_bytes", "", machine.getMemoryTotal());
        family("hearth_power_watts", "gauge", "Power of this machine.");
        sample("hearth_power_watts", "", machine.getPower());
        family("hearth_temperature_celsius", "gauge", "Temperature by sensor.");
        for (var sensor : machine.getTemperaturesList()) {
            sample(
                    "hearth_temperature_celsius",
                    label("sensor", sensor.getName()),
                    sensor.getReading());
        }
    }

    private void workers(Live live) {
        family("hearth_worker_units_per_second", "gauge", "Units finished, mean of 5 s.");
        for (var worker : live.getWorkersList()) {
            sample(
                    "hearth_worker_units_per_second",
                    label("worker", worker.getName()),
                    worker.getRatePerSecond());
        }
        family("hearth_worker_units_verified", "counter", "Units verified since joining.");
        for (var worker : live.getWorkersList()) {
            sample(
                    "hearth_worker_units_verified_total",
                    label("worker", worker.getName()),
                    worker.getUnitsVerifiedTotal());
        }
        family("hearth_worker_errors", "counter", "Errors since the worker was started.");
        for (var worker : live.getWorkersList()) {
            sample(
                    "hearth_worker_errors_total",
                    label("worker", worker.getName()),
                    worker.getErrors());
        }
        family("hearth_worker_cores", "gauge", "Cores that the worker uses.");
        for (var worker : live.getWorkersList()) {
            sample("hearth_worker_cores", label("worker", worker.getName()), worker.getCpu());
        }
    }

    private void network(Live live) {
        var network = live.getNetwork();
        var earning = live.getEarning();
        family("hearth_node_score_ratio", "gauge", "Score of this node.");
        sample("hearth_node_score_ratio", "", network.getScore());
        family("hearth_earning_claimable_coins", "gauge", "Coins that can be claimed.");
        coins("hearth_earning_claimable_coins", earning.getClaimable());
        family("hearth_earning_claimed_coins", "gauge", "Coins claimed so far.");
        coins("hearth_earning_claimed_coins", earning.getClaimedTotal());
        family("hearth_needs_you", "gauge", "Entries of the activity that wait for somebody.");
        sample("hearth_needs_you", "", live.getNeedsYou());
    }

    private void family(String name, String type, String help) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    }

    private void sample(String name, String labels, Value value) {
        if (value.hasValue()) {
            sample(name, labels, value.getValue());
        }
    }

    private void sample(String name, String labels, long value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
    }

    private void sample(String name, String labels, double value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
    }

    private void coins(String name, String wei) {
        if (!wei.isEmpty()) {
            text.append(name)
                    .append(' ')
                    .append(new BigDecimal(wei).divide(WEI).toPlainString())
                    .append('\n');
        }
    }

    /** A label whose value may hold anything. */
    private static String label(String name, String value) {
        var escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{" + name + "=\"" + escaped + "\"}";
    }
}
