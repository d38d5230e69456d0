package hearth.agent;

import com.google.protobuf.ByteString;

import hearth.kernel.DataDir;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.kernel.Watts;
import hearth.link.wire.AddMeterRequest;
import hearth.link.wire.FoundMeter;
import hearth.link.wire.FoundMetersReply;
import hearth.link.wire.Meter;
import hearth.link.wire.MetersReply;
import hearth.link.wire.PreviewMeterRequest;
import hearth.monitors.power.decode.P1Counters;
import hearth.monitors.power.lan.LanMeters;
import hearth.monitors.power.meter.Credentials;
import hearth.monitors.power.meter.MeterFailedException;
import hearth.monitors.power.meter.MeterLink;
import hearth.monitors.power.meter.MeterRun;
import hearth.monitors.power.meter.MeterSetting;
import hearth.monitors.power.meter.PowerMeter;
import hearth.monitors.power.meter.StopSignal;
import hearth.monitors.power.serial.SerialLink;
import hearth.monitors.power.serial.SerialPorts;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The power meters of this machine: added, previewed, read, and missed when they fall silent. */
final class MeterPart implements ModelPart.Metered, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeterPart.class);
    private static final int MOST = 32;
    private static final int WATCH_SECONDS = 5;
    private static final Duration PREVIEW_PATIENCE = Duration.ofSeconds(10);

    private final Threads threads;
    private final MeterBook book;
    private final MeterWatch watch;
    private final LanMeters lan = new LanMeters(System::nanoTime);
    private final Map<String, MeterRun> running = new ConcurrentSkipListMap<>();
    private final StopSignal end = new StopSignal();
    private final Object previewLock = new Object();
    private @Nullable Preview preview;
    private @Nullable Future<?> watching;

    /** A meter that is read before it is added. */
    private static final class Preview {
        final PreviewMeterRequest request;
        final MeterRun meter;
        long askedAt;

        Preview(PreviewMeterRequest request, MeterRun meter) {
            this.request = request;
            this.meter = meter;
        }
    }

    MeterPart(DataDir dir, Threads threads, ActivityLog activity) throws IOException {
        this.threads = threads;
        book = new MeterBook(dir);
        watch = new MeterWatch(activity);
    }

    void start() {
        for (var setting : book.meters()) {
            try {
                begin(setting);
            } catch (MeterFailedException e) {
                LOG.warn("meter {} cannot be read: {}", setting.id(), e.sentence());
            }
        }
        watching =
                threads.clock()
                        .scheduleAtFixedRate(
                                () -> threads.io().execute(this::look),
                                WATCH_SECONDS,
                                WATCH_SECONDS,
                                TimeUnit.SECONDS);
    }

    private void look() {
        running.values().forEach(watch::look);
        forgetPreview();
    }

    /** The meters that are read now. */
    Collection<? extends PowerMeter> meters() {
        return running.values();
    }

    @Override
    public MeterBook book() {
        return book;
    }

    List<Meter> views() {
        return running.values().stream()
                .map(meter -> MeterView.of(meter, book.hasSecret(meter.setting().id())))
                .toList();
    }

    MetersReply list() {
        return MetersReply.newBuilder().addAllMeters(views()).build();
    }

    Meter add(AddMeterRequest request) throws RequestFailedException {
        var kind = MeterWish.kind(request.getKind());
        if (running.size() >= MOST) {
            throw new RequestFailedException("METER-3", "More than 32 meters are not read.");
        }
        used(request.getAddress());
        var models = MeterWish.models(request.getFeedsList());
        var feeds = new TreeMap<>(MeterSetting.shares(models));
        request.getFeedsList().stream()
                .filter(feed -> feed.getMachineClass().isEmpty())
                .forEach(feed -> feeds.merge(feed.getMachine(), feed.getShare(), Double::sum));
        var setting =
                MeterWish.setting(
                        book.freeId(kind),
                        request.getName(),
                        kind,
                        request.getAddress(),
                        request.getUser(),
                        feeds,
                        request.hasHome() ? request.getHome() : feeds.isEmpty() && kind.utility(),
                        models);
        var secret = request.getSecret().toByteArray();
        try {
            // Whether the address is one, and the key, is known before anything is kept.
            link(setting, Credentials.NONE, new P1Counters());
            MeterWish.checkSecret(kind, secret);
            endPreview();
            book.add(setting, secret);
            return MeterView.of(begin(setting), secret.length > 0);
        } catch (MeterFailedException e) {
            throw new RequestFailedException("METER-4", e.sentence(), e);
        } catch (IOException e) {
            throw new RequestFailedException(
                    "METER-5", "The meter could not be kept: " + e.getMessage() + ".", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    void remove(String id) throws RequestFailedException {
        try {
            if (!book.remove(id)) {
                throw new RequestFailedException(
                        "METER-6",
                        "There is no meter “" + id + "”; “hearth meter list” names them.");
            }
        } catch (IOException e) {
            throw new RequestFailedException(
                    "METER-5", "The meter could not be removed: " + e.getMessage() + ".", e);
        }
        var meter = running.remove(id);
        if (meter != null) {
            meter.close();
            watch.forget(id);
        }
    }

    /**
     * Reads a meter that is not added and tells how it does. It is read on as long as somebody asks
     * again within ten seconds.
     */
    Meter preview(PreviewMeterRequest request) throws RequestFailedException {
        synchronized (previewLock) {
            var known = preview;
            if (known == null || !known.request.equals(request)) {
                endPreview();
                known = new Preview(request, previewRun(request));
                preview = known;
            }
            known.askedAt = System.nanoTime();
            return MeterView.of(known.meter, !request.getSecret().isEmpty());
        }
    }

    private MeterRun previewRun(PreviewMeterRequest request) throws RequestFailedException {
        var kind = MeterWish.kind(request.getKind());
        used(request.getAddress());
        var setting =
                MeterWish.setting(
                        "preview",
                        "",
                        kind,
                        request.getAddress(),
                        request.getUser(),
                        Map.of(),
                        false,
                        Map.of());
        ByteString secret = request.getSecret();
        try {
            return new MeterRun(
                            setting,
                            link(setting, secret::toByteArray, new P1Counters()),
                            threads.time(),
                            System::nanoTime)
                    .start();
        } catch (MeterFailedException e) {
            throw new RequestFailedException("METER-4", e.sentence(), e);
        }
    }

    /** Frees the port, so that the meter can be added. */
    private void endPreview() {
        synchronized (previewLock) {
            if (preview != null) {
                preview.meter.close();
                preview = null;
            }
        }
    }

    private void forgetPreview() {
        synchronized (previewLock) {
            if (preview != null
                    && System.nanoTime() - preview.askedAt > PREVIEW_PATIENCE.toNanos()) {
                endPreview();
            }
        }
    }

    /** What could be a meter; blocks while the system lists its ports. */
    FoundMetersReply find() {
        var found = FoundMetersReply.newBuilder();
        for (var port : SerialPorts.list()) {
            var owner =
                    running.values().stream()
                            .map(MeterRun::setting)
                            .filter(setting -> port(setting.address()).equals(port.path()))
                            .map(MeterSetting::name)
                            .findFirst()
                            .orElse("");
            found.addFound(
                    FoundMeter.newBuilder()
                            .setName(port.name())
                            .setAddress(port.path())
                            .setUsedBy(owner)
                            .setProblem(owner.isEmpty() ? port.problem() : ""));
        }
        return found.build();
    }

    private void used(String address) throws RequestFailedException {
        for (var meter : running.values()) {
            var setting = meter.setting();
            if (port(setting.address()).equals(port(address))) {
                throw new RequestFailedException(
                        "METER-7",
                        "Hearth reads " + port(address) + " already, as “" + setting.name() + "”.");
            }
        }
    }

    /** A serial port without its speed; other addresses stay as they are. */
    private static String port(String address) {
        int at = address.startsWith("/") ? address.lastIndexOf('@') : -1;
        return at < 0 ? address : address.substring(0, at);
    }

    private MeterRun begin(MeterSetting setting) throws MeterFailedException {
        var meter =
                new MeterRun(
                        setting,
                        link(
                                setting,
                                () -> book.secret(setting.id()),
                                CounterFile.in(book.counters(setting.id()))),
                        threads.time(),
                        System::nanoTime);
        running.put(setting.id(), meter);
        return meter.start();
    }

    private MeterLink link(MeterSetting setting, Credentials credentials, P1Counters counters)
            throws MeterFailedException {
        return switch (setting.kind().way()) {
            case SERIAL ->
                    new SerialLink(
                            setting.kind(),
                            setting.address(),
                            credentials,
                            counters,
                            System::nanoTime);
            case LAN -> lan.link(setting, credentials);
        };
    }

    /** What the home draws as a whole. */
    HomePower home() {
        return HomePower.of(running.values(), threads.time().instant());
    }

    @Override
    public boolean feedsAlone(String id, String machine) {
        var meter = running.get(id);
        return meter != null && meter.setting().feeds().equals(Map.of(machine, 1.0));
    }

    @Override
    public boolean pause(Duration time) throws InterruptedException {
        return end.pause(time);
    }

    @Override
    public Reading<Watts> watts(String id) {
        var meter = running.get(id);
        return meter == null
                ? Reading.missing(threads.time().instant(), "there is no such meter")
                : meter.state().power();
    }

    @Override
    public void close() {
        if (watching != null) {
            watching.cancel(false);
        }
        end.stop();
        endPreview();
        running.values().forEach(MeterRun::close);
    }
}
