namespace Ichor.Linux.Processes;

/// <summary>posix_spawn(3): a new session with default signal handlers and an empty mask, because the .NET runtime
/// ignores SIGPIPE and a child would inherit that. System.Diagnostics.Process is not used: it reaps other people's children.</summary>
public static unsafe class Spawner
{
    public static int Spawn(SpawnRequest request)
    {
        byte* actions = stackalloc byte[Libc.SpawnStructureSize], attributes = stackalloc byte[Libc.SpawnStructureSize];
        Must(Libc.SpawnActionsInit(actions));
        Must(Libc.SpawnAttrInit(attributes));
        try
        {
            AddDescriptors(actions, request);
            AddAttributes(attributes);
            return Start(request, actions, attributes);
        }
        finally
        {
            _ = Libc.SpawnActionsDestroy(actions);
            _ = Libc.SpawnAttrDestroy(attributes);
        }
    }

    static void AddDescriptors(byte* actions, SpawnRequest request)
    {
        // 3 last: the output pipe may be descriptor 3 here and must be copied before it is overwritten.
        if (request.Input is { } input)
            Must(Libc.SpawnActionsAddOpen(actions, 0, input, Libc.O_RDWR, 0));
        Must(Libc.SpawnActionsAddDup2(actions, request.Output, 1));
        Must(Libc.SpawnActionsAddDup2(actions, request.Errors ?? request.Output, 2));
        if (request.Descriptor3 is { } third)
            Must(Libc.SpawnActionsAddDup2(actions, third, 3));   // equal numbers: glibc clears close-on-exec
    }

    static void AddAttributes(byte* attributes)
    {
        byte* signals = stackalloc byte[Libc.SignalSetSize];
        Must(Libc.SigEmptySet(signals));
        Must(Libc.SpawnAttrSetSigMask(attributes, signals));
        Must(Libc.SigFillSet(signals));
        Must(Libc.SpawnAttrSetSigDefault(attributes, signals));
        Must(Libc.SpawnAttrSetFlags(attributes, Libc.POSIX_SPAWN_SETSIGDEF | Libc.POSIX_SPAWN_SETSIGMASK | Libc.POSIX_SPAWN_SETSID));
    }

    /// <summary>These fail only without memory, but then a child with our descriptors must not start.</summary>
    static void Must(int error)
    {
        if (error != 0)
            throw new LinuxException("prepare to start a process", error);
    }

    static int Start(SpawnRequest request, byte* actions, byte* attributes)
    {
        using var arguments = new NativeStrings(request.Arguments);
        using var environment = new NativeStrings(request.Environment);
        using var path = new NativeStrings([request.Path]);
        int pid;
        var error = Libc.PosixSpawn(&pid, path.Pointer[0], actions, attributes, arguments.Pointer, environment.Pointer);
        return error == 0 ? pid : throw new LinuxException($"start {request.Path}", error);
    }
}
