using Ichor.Api.Local;
using Ichor.Linux;

namespace Ichor.Node.Local;

/// <summary>
/// The local API over a virtio-serial port named <see cref="PortName"/>, so that a hypervisor can look into a node
/// whose network does not work. The port belongs to whoever runs the machine, as its disks do.
/// </summary>
internal sealed class VirtioPort(EventLoop loop, Func<LocalSession> newSession)
{
    public const string PortName = "ichor.api.0";

    /// <summary>
    /// A port without a reader on the host side hangs up at once, and the driver has no event in poll(2) for the reader's
    /// arrival (virtio_console.c, port_fops_poll): it is looked for this often.
    /// </summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private const string Folder = "/sys/class/virtio-ports";

    private bool _open;

    /// <summary>Opens the port if it is there; called again when devices appear.</summary>
    public void Look()
    {
        if (_open || !Directory.Exists(Folder))
            return;
        foreach (var port in Directory.EnumerateDirectories(Folder))
            if (Sysfs.Text(Path.Combine(port, "name")) == PortName)
            {
                Open("/dev/" + Path.GetFileName(port));
                return;
            }
    }

    private void Open(string device)
    {
        var fd = Libc.Open(device, Libc.O_RDWR | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        _open = fd >= 0;
        if (_open)
            Serve(fd);
        else if (Libc.LastError is not (Errno.ENOENT or Errno.EBUSY))
            Log.Warning($"open {device}: {Errno.Name(Libc.LastError)}");
        else
            loop.Arm(LookAgain, Look);
    }

    private void Serve(int fd)
    {
        var session = newSession();
        session.Greet();
        _ = new LocalConnection(loop, fd, session, () =>
        {
            _open = false;
            loop.Arm(LookAgain, Look);
        });
    }
}
