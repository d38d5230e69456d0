package hearth.agent;

import hearth.kernel.Celsius;
import hearth.kernel.Hertz;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.link.wire.BenchReport;
import hearth.link.wire.Condition;
import hearth.link.wire.LoadPoint;
import hearth.link.wire.Measure;
import hearth.monitors.bench.BenchLine;
import hearth.network.work.DigestSigner;
import hearth.network.work.SealedText;

import java.time.Instant;
import java.util.Locale;

/** A report as the link carries it, signed. */
final class BenchWire {
    private BenchWire() {}

    static BenchReport of(hearth.monitors.bench.BenchReport found, DigestSigner key) {
        var report =
                BenchReport.newBuilder()
                        .setAt(found.at().toEpochMilli())
                        .setMode(found.mode())
                        .setTookMillis(found.took().toMillis())
                        .setThreads(found.threads())
                        .setBusyBefore(Wire.value(found.busyBefore(), Ratio::value))
                        .setBusyDuring(Wire.value(found.busyDuring(), Ratio::value))
                        .setBusyAfter(Wire.value(found.busyAfter(), Ratio::value))
                        .setTrustworthy(found.trustworthy());
        if (!found.trustworthy()) {
            report.setVerdict(
                    String.format(
                            Locale.ROOT,
                            "not trustworthy: %.0f %% busy with other programs",
                            found.busy() * 100));
        }
        found.conditions()
                .forEach((name, value) ->
                        report.addConditions(Condition.newBuilder().setName(name).setValue(value)));
        found.lines().forEach(line -> report.addMeasures(measure(line, found.threads())));
        for (var point : found.curve()) {
            var around = point.around();
            report.addCurve(
                    LoadPoint.newBuilder()
                            .setSecond(point.at().toSeconds())
                            .setRate(point.rate())
                            .setPower(Wire.value(around.power(), Watts::value, around.meter()))
                            .setTemperature(Wire.value(around.hottest(), Celsius::value))
                            .setHertz(Wire.value(around.clock(), Hertz::value))
                            .setSlowed(around.slowed()));
        }
        var sealed = SealedText.of(BenchText.of(report), key);
        return report.setText(sealed.text())
                .setDigest(sealed.digest().hex())
                .setSigner(sealed.signer().hex())
                .setSignature(sealed.signature().toString())
                .build();
    }

    private static Measure.Builder measure(BenchLine line, int threads) {
        var measure =
                Measure.newBuilder()
                        .setName(line.id())
                        .setLabel(BenchLabels.of(line.id(), threads))
                        .setGroup(BenchLabels.group(line.id()))
                        .setUnit(line.unit())
                        .setLessIsBetter(BenchLine.lessIsBetter(line.unit()));
        line.others().measured().ifPresent(share -> measure.setOthers(share.value()));
        switch (line.figure()) {
            case Reading.Measured<BenchLine.Figure> measured -> {
                var figure = measured.value();
                measure.setMedian(figure.median())
                        .setSpread(figure.spread())
                        .setRepeats(figure.runs().size())
                        .setValue(figure.value())
                        .setBest(figure.best())
                        .setRule(figure.rule().name().toLowerCase(Locale.ROOT));
            }
            case Reading.Missing<BenchLine.Figure>(Instant _, String why) ->
                    measure.setMissing(why);
        }
        return measure;
    }
}
