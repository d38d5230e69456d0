package hearth.monitors.power;

/**
 * What a meter's own counter of energy drawn stands at.
 *
 * @param meter which device it is of: two registers of one name may be compared
 * @param milliwattHours since the meter was made or set to zero
 */
public record EnergyRegister(String meter, long milliwattHours) {
    public EnergyRegister {
        if (milliwattHours < 0) {
            throw new IllegalArgumentException("a register below zero: " + milliwattHours);
        }
    }
}
