namespace Ichor.Linux;

/// <summary>Actions from other threads, with an eventfd that wakes the loop.</summary>
sealed unsafe class Mailbox : IDisposable
{
    readonly Lock _lock = new();
    List<Action> _actions = [];

    public int Fd { get; } = Libc.Check(Libc.EventFd(0, Libc.EFD_CLOEXEC | Libc.EFD_NONBLOCK), "eventfd");

    public void Put(Action action)
    {
        lock (_lock)
            _actions.Add(action);
        ulong one = 1;
        Libc.Write(Fd, &one, sizeof(ulong));
    }

    public List<Action> TakeAll()
    {
        ulong count;
        Libc.Read(Fd, &count, sizeof(ulong));   // before taking: a later Put wakes the loop again
        lock (_lock)
        {
            var taken = _actions;
            _actions = [];
            return taken;
        }
    }

    public void Dispose() => Libc.Close(Fd);
}
