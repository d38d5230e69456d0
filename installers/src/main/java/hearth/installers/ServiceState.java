package hearth.installers;

/** Whether the agent is a service of this machine. */
public sealed interface ServiceState {
    /** No unit of ours is in place. */
    record Absent() implements ServiceState {}

    /**
     * The unit is in place.
     *
     * @param active what the service manager says of it, for example {@code active} or {@code
     *     failed}
     * @param startsWithSession whether it will start at the next login
     */
    record Present(String active, boolean startsWithSession) implements ServiceState {}

    /** It cannot be asked here. */
    record Unknown(String reason) implements ServiceState {}
}
