package hearth.monitors.sensors;

import hearth.kernel.Reading;

/** A fan and its turns per minute; 0 is a fan that stands still. */
public record Fan(String name, Reading<Integer> turnsPerMinute) {}
