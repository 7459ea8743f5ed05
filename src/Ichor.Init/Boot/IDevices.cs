using Ichor.Linux.Modules;

namespace Ichor.Init.Boot;

/// <summary>The devices of a machine and those that come; a test answers for one.</summary>
interface IDevices
{
    /// <summary>The aliases of all that are there now.</summary>
    IEnumerable<string> Present();

    /// <summary>Waits for (or, without <paramref name="wait"/>, takes) the next event.</summary>
    UeventResult Receive(bool wait, out Uevent uevent);
}

/// <summary>Those of this machine.</summary>
sealed class PresentDevices : IDevices, IDisposable
{
    readonly UeventSocket _events = new();

    public IEnumerable<string> Present() => DeviceAliases.Present();

    public UeventResult Receive(bool wait, out Uevent uevent) => _events.Receive(wait, out uevent);

    public void Dispose() => _events.Dispose();
}
