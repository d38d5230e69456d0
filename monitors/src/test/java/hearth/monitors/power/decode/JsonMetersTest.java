package hearth.monitors.power.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.kernel.Quality;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

final class JsonMetersTest {
    private static Expect only(MeterType type, String json) {
        return Expect.that(Capture.of(type, json).reading());
    }

    private static void damaged(MeterType type, String json) {
        var capture = Capture.of(type, json);
        assertEquals(List.of(), capture.readings(), json);
        assertEquals(1, capture.damage().size(), json);
    }

    /** A frame of Kasa's TCP protocol. */
    static byte[] kasa(String json) {
        var text = KasaDecoder.encrypt(json.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).array();
    }

    @Test
    void readsShellysOfTheFirstGeneration() {
        Expect.that(
                        Capture.of(MeterType.SHELLY, Capture.file("shelly/gen1_SHPLG-S.json"))
                                .reading())
                .power(0)
                .energy(2632 / 60.0)
                .at("2024-02-07T18:57:21Z")
                .quality(Quality.WALL);
        only(
                        MeterType.SHELLY,
                        "{\"power\":41.5,\"is_valid\":true,\"counters\":[1,2,3],\"total\":600}")
                .power(41.5)
                .energy(10);
    }

    @Test
    void addsThePhasesOfAThreePhaseShelly() {
        only(
                        MeterType.SHELLY,
                        """
                        {"unixtime":0,"relays":[{"ison":false}],"emeters":[
                          {"power":100.5,"pf":0.9,"current":0.5,"voltage":230.0,"is_valid":true,
                           "total":1000.5,"total_returned":10.0},
                          {"power":-300.0,"pf":0.9,"current":1.5,"voltage":232.0,"is_valid":true,
                           "total":2000.0,"total_returned":20.0},
                          {"power":0.0,"pf":0.0,"current":0.0,"voltage":0.0,"is_valid":true,
                           "total":0.0,"total_returned":0.0}],"total_power":-199.5}
                        """)
                .power(-199.5)
                .energy(3000.5, 30)
                .voltage(231)
                .current(2)
                .noTime();
        only(
                        MeterType.SHELLY,
                        "{\"power\":7,\"reactive\":1,\"voltage\":231,\"is_valid\":true,"
                                + "\"total\":60,\"total_returned\":0}")
                .energy(60, 0);
    }

    @Test
    void readsShellysFromTheSecondGenerationOn() {
        Expect.that(
                        Capture.of(MeterType.SHELLY, Capture.file("shelly/gen2_PlusPlugS.json"))
                                .reading())
                .power(2.7)
                .energy(7258.589)
                .voltage(227.9)
                .current(0.121)
                .at("2024-02-07T17:28:47Z");
        Expect.that(
                        Capture.of(
                                        MeterType.SHELLY,
                                        Capture.file("shelly/gen3_2PM_Shelly.GetStatus.json"))
                                .reading())
                .power(0)
                .energy(314.614)
                .voltage(219.2);
        only(
                        MeterType.SHELLY,
                        "{\"id\":0,\"source\":\"init\",\"output\":true,\"apower\":8.9,"
                                + "\"voltage\":237.5,\"aenergy\":{\"total\":6.532,"
                                + "\"by_minute\":[45.199,47.141,88.397],\"minute_ts\":1626935779},"
                                + "\"temperature\":{\"tC\":23.5,\"tF\":74.4}}")
                .power(8.9)
                .energy(6.532)
                .noTime();
        only(
                        MeterType.SHELLY,
                        "{\"id\":1,\"src\":\"x\",\"result\":{\"id\":0,\"voltage\":237.5,"
                                + "\"current\":0.2,\"apower\":-40.1,\"aenergy\":{\"total\":5},"
                                + "\"ret_aenergy\":{\"total\":7.5}}}")
                .power(-40.1)
                .energy(5, 7.5);
    }

    @Test
    void readsThreePhaseMetersOfTheSecondGeneration() {
        only(
                        MeterType.SHELLY,
                        """
                        {"em:0":{"id":0,"a_current":4.0,"a_voltage":236.1,"a_act_power":951.2,
                          "b_current":1.0,"b_voltage":236.2,"b_act_power":-200.0,"c_current":0.5,
                          "c_voltage":236.3,"c_act_power":10.0,"n_current":null,
                          "total_current":5.5,"total_act_power":761.2,"total_aprt_power":900.0},
                         "emdata:0":{"id":0,"a_total_act_energy":1,"a_total_act_ret_energy":2,
                          "total_act":3000.25,"total_act_ret":12.5},
                         "sys":{"unixtime":1700000000},"switch:100":{"id":100,"output":false}}
                        """)
                .power(761.2)
                .current(5.5)
                .voltage(236.2)
                .energy(3000.25, 12.5)
                .at("2023-11-14T22:13:20Z");
        only(
                        MeterType.SHELLY,
                        "{\"em1:0\":{\"id\":0,\"current\":4,\"voltage\":236,\"act_power\":951.2,"
                                + "\"errors\":[]},\"em1data:0\":{\"id\":0,\"total_act_energy\":9,"
                                + "\"total_act_ret_energy\":1},\"em1:1\":{\"id\":1,\"current\":1,"
                                + "\"voltage\":236,\"act_power\":-51.2}}")
                .power(900)
                .current(5)
                .energy(9, 1);
    }

    @Test
    void readsEveryOtherFormOfAShelly() {
        // Gen3 and Gen4 meters that switch nothing.
        only(
                        MeterType.SHELLY,
                        "{\"pm1:0\":{\"id\":0,\"voltage\":230.1,\"current\":0.5,\"apower\":-98.4,"
                                + "\"freq\":50,\"aenergy\":{\"total\":12.5,\"by_minute\":[0,0,0]},"
                                + "\"ret_aenergy\":{\"total\":3.25}},\"wifi\":{\"rssi\":-50}}")
                .power(-98.4)
                .energy(12.5, 3.25)
                .voltage(230.1);
        // What a device tells by itself.
        only(
                        MeterType.SHELLY,
                        "{\"src\":\"shellypro4pm-x\",\"dst\":\"me\",\"method\":\"NotifyStatus\","
                                + "\"params\":{\"ts\":1700000000.25,\"switch:0\":{\"id\":0,"
                                + "\"apower\":10.5},\"switch:3\":{\"id\":3,\"apower\":20}}}")
                .power(30.5)
                .at("2023-11-14T22:13:20.250Z");
        // Gen1 with two relays: one meter each; a Shelly EM: two clamps, watt-hours.
        only(
                        MeterType.SHELLY,
                        "{\"relays\":[{\"ison\":true},{\"ison\":true}],\"meters\":[{\"power\":10.0,"
                                + "\"overpower\":0.0,\"is_valid\":true,\"counters\":[1.0,1.0,1.0],"
                                + "\"total\":600},{\"power\":20.5,\"is_valid\":true,\"total\":1200}],"
                                + "\"voltage\":230.1}")
                .power(30.5)
                .energy(30);
        only(
                        MeterType.SHELLY,
                        "{\"emeters\":[{\"power\":-1201.37,\"reactive\":1.5,\"pf\":0.9,"
                                + "\"voltage\":229.5,\"is_valid\":true,\"total\":500.0,"
                                + "\"total_returned\":900.5},{\"power\":100.0,\"reactive\":0.0,"
                                + "\"voltage\":229.5,\"is_valid\":true,\"total\":20.5,"
                                + "\"total_returned\":0.0}]}")
                .power(-1101.37)
                .energy(520.5, 900.5)
                .voltage(229.5);
        // A device without a meter tells nothing.
        assertEquals(
                List.of(),
                Capture.of(MeterType.SHELLY, "{\"switch:0\":{\"id\":0,\"output\":true}}")
                        .decoded());
    }

    @Test
    void saysWhyAShellyHasNoFigure() {
        damaged(MeterType.SHELLY, "{\"power\":0,\"is_valid\":false,\"total\":0}");
        damaged(MeterType.SHELLY, "{\"code\":401,\"message\":\"Unauthorized\"}");
        damaged(
                MeterType.SHELLY,
                "{\"id\":1,\"error\":{\"code\":-105,\"message\":\"Argument 'id', value 7 not found!\"}}");
        damaged(MeterType.SHELLY, "{\"id\":0,\"em1:0\":{\"errors\":[\"power_meter_failure\"]}}");
        damaged(
                MeterType.SHELLY,
                "{\"em:0\":{\"id\":0,\"a_act_power\":0,\"a_errors\":[\"power_meter_failure\"],"
                        + "\"total_act_power\":12}}");
        damaged(
                MeterType.SHELLY,
                "{\"em1:0\":{\"id\":0,\"act_power\":9,\"errors\":[\"out_of_range:act_power\"]}}");
        only(MeterType.SHELLY, "{\"id\":0,\"apower\":9,\"errors\":[\"overtemp\"]}").power(9);
        damaged(MeterType.SHELLY, "{\"apower\":\"much\",\"id\":0}");
        damaged(MeterType.SHELLY, "{\"apower\":1e300,\"id\":0}");
        damaged(MeterType.SHELLY, "{\"apower\":1,\"apower\":2}");
        only(MeterType.SHELLY, "{\"id\":0,\"apower\":null,\"voltage\":230.5}")
                .noPower()
                .voltage(230.5);
    }

    @Test
    void readsTasmota() {
        only(
                        MeterType.TASMOTA,
                        "{\"StatusSNS\":{\"Time\":\"2024-01-01T00:00:00\",\"ENERGY\":{\"Total\":3.185,"
                                + "\"Yesterday\":3.058,\"Today\":0.127,\"Power\":61,"
                                + "\"ApparentPower\":70,\"ReactivePower\":5,\"Factor\":0.87,"
                                + "\"Voltage\":221,\"Current\":0.276}}}")
                .power(61)
                .energy(3185)
                .voltage(221)
                .current(0.276)
                .noTime();
        only(
                        MeterType.TASMOTA,
                        "{\"Time\":\"2024-01-01T00:00:00\",\"ENERGY\":{\"TotalTariff\":[1,2],"
                                + "\"Total\":[1.001,2.002],\"Power\":[10,-30.5,0],"
                                + "\"Voltage\":[230,231,0],\"Current\":[0.1,0.2,0],"
                                + "\"ExportActive\":[0.5,0.25]}}")
                .power(-20.5)
                .energy(3003, 750)
                .voltage(230.5)
                .current(0.3);
        damaged(MeterType.TASMOTA, "{\"WARNING\":\"Need user=<username>&password=<password>\"}");
        damaged(MeterType.TASMOTA, "{\"StatusSNS\":{\"ENERGY\":{\"Power\":\"61\"}}}");
    }

    @Test
    void readsKasaInEveryForm() {
        var fresh =
                "{\"emeter\":{\"get_realtime\":{\"voltage_mv\":230577,\"current_ma\":433,"
                        + "\"power_mw\":97416,\"total_wh\":55,\"err_code\":0}}}";
        var old =
                "{\"emeter\":{\"get_realtime\":{\"current\":0.014937,\"voltage\":231.067823,"
                        + "\"power\":0.928511,\"total\":55.139,\"err_code\":0}}}";
        var request = "{\"emeter\":{\"get_realtime\":{}}}";
        only(MeterType.KASA, fresh).power(97.416).voltage(230.577).current(0.433).energy(55);
        only(MeterType.KASA, old).power(0.928511).energy(55_139);
        Expect.that(Capture.of(MeterType.KASA, kasa(request), kasa(fresh)).reading()).power(97.416);
        Expect.that(
                        Capture.of(
                                        MeterType.KASA,
                                        KasaDecoder.encrypt(fresh.getBytes(StandardCharsets.UTF_8)))
                                .reading())
                .power(97.416);
        var outlets = Capture.of(MeterType.KASA, kasa(fresh), kasa(old), kasa(fresh));
        assertEquals(3, outlets.readings().size());
        damaged(
                MeterType.KASA,
                "{\"emeter\":{\"get_realtime\":{\"err_code\":-1,\"err_msg\":\"module not support\"}}}");
        damaged(
                MeterType.KASA,
                "{\"emeter\":{\"err_code\":-1,\"err_msg\":\"module not support\"}}");
    }

    @Test
    void readsEachOutletOfAKasaStripAndLampsOfTheFamily() {
        var strip =
                Capture.of(
                        MeterType.KASA,
                        kasa(
                                "{\"emeter\":{\"get_realtime\":{\"slot_id\":0,\"current_ma\":19,"
                                        + "\"voltage_mv\":122230,\"power_mw\":1134,\"total_wh\":1,"
                                        + "\"err_code\":0}}}"),
                        kasa(
                                "{\"emeter\":{\"get_realtime\":{\"slot_id\":1,\"current_ma\":0,"
                                        + "\"voltage_mv\":122230,\"power_mw\":0,\"total_wh\":2,"
                                        + "\"err_code\":0}}}"));
        assertEquals(2, strip.readings().size());
        Expect.that(strip.readings().getFirst()).power(1.134).energy(1);
        Expect.that(strip.readings().getLast()).power(0).energy(2);
        only(
                        MeterType.KASA,
                        "{\"smartlife.iot.common.emeter\":{\"get_realtime\":{\"err_code\":0,"
                                + "\"power_mw\":10800,\"total_wh\":55}}}")
                .power(10.8)
                .energy(55);
    }

    /** The newer plugs tell the same figure up to three times, each with less in it. */
    @Test
    void readsATapoOnce() {
        only(
                        MeterType.KASA,
                        "{\"get_current_power\":{\"current_power\":12},"
                                + "\"get_emeter_data\":{\"current_ma\":55,\"energy_wh\":100,"
                                + "\"power_mw\":12345,\"voltage_mv\":230100},"
                                + "\"get_energy_usage\":{\"current_power\":12345,\"today_energy\":9}}")
                .power(12.345)
                .energy(100)
                .voltage(230.1);
        only(
                        MeterType.KASA,
                        "{\"get_current_power\":{\"current_power\":12},"
                                + "\"get_energy_usage\":{\"current_power\":12345,\"today_energy\":9}}")
                .power(12.345)
                .noEnergy();
        only(MeterType.KASA, "{\"get_current_power\":{\"current_power\":12}}").power(12);
    }

    @Test
    void agreesWithTheKeptFramesOfKasa() throws Exception {
        var cases =
                JsonMapper.shared().readTree(Capture.file("kasa/xor_frames.json")).path("cases");
        var all = new ByteArrayOutputStream();
        for (var one : cases) {
            var frame = HexFormat.of().parseHex(one.path("tcp_frame_hex").asString());
            assertEquals(
                    one.path("tcp_frame_hex").asString(),
                    HexFormat.of().formatHex(kasa(one.path("json").asString())));
            all.writeBytes(frame);
        }
        Expect.that(Capture.of(MeterType.KASA, all.toByteArray()).reading()).power(97.416);
    }

    @Test
    void findsTheKasaFrameBehindGarbage() {
        var frame = kasa("{\"emeter\":{\"get_realtime\":{\"power_mw\":1000}}}");
        var capture = Capture.of(MeterType.KASA, new byte[] {7, 7, 7, 7, 7, 7, 7, 7}, frame, frame);
        assertEquals(2, capture.readings().size());
        assertEquals(List.of("8 bytes belong to no frame."), capture.damage());
    }

    @Test
    void readsDocumentAfterDocumentAndFindsTheNextBehindAHalfOne() {
        var document = "{\"id\":0,\"apower\":1.5,\"note\":\"} \\\" {\"}";
        var three = Capture.of(MeterType.SHELLY, document + "\n" + document + document);
        assertEquals(3, three.readings().size());
        assertEquals(List.of(), three.damage());
        var half = Capture.of(MeterType.SHELLY, "{\"id\":0,\"apower\":2\n" + document);
        assertEquals(1, half.readings().size());
        assertEquals(1, half.damage().size());
        damaged(MeterType.SHELLY, "{\"id\":0,\"apower\":2");
        damaged(MeterType.SHELLY, "HTTP/1.1 401 Unauthorized");
        damaged(MeterType.SHELLY, "{\"a\":".repeat(1000) + "1" + "}".repeat(1000));
    }
}
