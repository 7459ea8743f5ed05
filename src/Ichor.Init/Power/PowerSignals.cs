using System.Runtime.InteropServices;
using Ichor.Linux;

namespace Ichor.Init.Power;

/// <summary>SIGTERM is power off; SIGINT is what ctrl-alt-del sends once RB_DISABLE_CAD is set, and means reboot.</summary>
sealed class PowerSignals : IDisposable
{
    readonly PosixSignalRegistration _terminate, _interrupt;

    public PowerSignals(EventLoop loop, Action<PowerAction, string> begin)
    {
        _ = Libc.Reboot(Libc.RB_DISABLE_CAD);
        _terminate = On(PosixSignal.SIGTERM, () => begin(PowerAction.PowerOff, "SIGTERM"));
        _interrupt = On(PosixSignal.SIGINT, () => begin(PowerAction.Reboot, "ctrl-alt-del"));

        PosixSignalRegistration On(PosixSignal signal, Action action) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            loop.Post(action);
        });
    }

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
    }
}
