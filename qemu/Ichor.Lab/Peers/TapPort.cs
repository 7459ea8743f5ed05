using System.Buffers.Binary;
using System.Text;
using Ichor.Lab.Switching;
using Ichor.Linux;

namespace Ichor.Lab.Peers;

/// <summary>A port of the switch whose other end is a network device of this host's kernel.</summary>
/// <remarks>
/// The device (Documentation/networking/tuntap.rst) goes when its file is closed, also when the process is killed and whatever
/// namespace it has been moved to. It computes checksums itself, unlike a veth.
/// </remarks>
sealed unsafe class TapPort : SwitchPort
{
    const string Device = "/dev/net/tun";
    const nuint TUNSETIFF = 0x400454ca;                  // linux/if_tun.h
    const ushort IFF_TAP = 0x0002, IFF_NO_PI = 0x1000;
    const int IFNAMSIZ = 16, IfreqSize = 40;

    readonly byte[] buffer = new byte[FrameStream.MaximumFrame];
    readonly EventLoop loop = new();
    readonly Thread reader;
    readonly int fd;
    readonly Lock writing = new();
    bool isClosed;

    /// <summary>Creates the device in the namespace of the calling thread.</summary>
    /// <exception cref="LabException">The kernel refuses.</exception>
    public TapPort(string name, string link) : base(name)
    {
        fd = Libc.Open(Device, Libc.O_RDWR | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        if (fd < 0)
            throw new LabException($"{Device}: {Errno.Name(Libc.LastError)}");
        var request = stackalloc byte[IfreqSize];
        new Span<byte>(request, IfreqSize).Clear();
        Encoding.ASCII.GetBytes(link, new Span<byte>(request, IFNAMSIZ - 1));
        BinaryPrimitives.WriteUInt16LittleEndian(new Span<byte>(request + IFNAMSIZ, 2), IFF_TAP | IFF_NO_PI);
        if (Libc.Ioctl(fd, TUNSETIFF, request) < 0)
        {
            var error = Errno.Name(Libc.LastError);
            Libc.Close(fd);
            throw new LabException($"{Device}: TUNSETIFF {link}: {error}");
        }
        reader = new Thread(Run) { IsBackground = true, Name = link };
    }

    /// <summary>Begins to carry frames; called once the port is plugged in and the device is where it belongs.</summary>
    public void Start() => reader.Start();

    /// <inheritdoc/>
    protected override void Transmit(ReadOnlyMemory<byte> frame)
    {
        lock (writing)                                   // a delayed frame may come out when the number is already another file's
            if (!isClosed)
                Libc.Write(fd, frame.Span);              // a full queue drops, as cables do
    }

    void Run()
    {
        using var reading = loop.OnReadable(fd, ReadFrames);
        loop.Run();
    }

    void ReadFrames()
    {
        while (Libc.Read(fd, buffer) is > 0 and var length)
            Received(buffer.AsSpan(0, length).ToArray());       // a copy: captures keep it
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        loop.Stop();
        if (reader.IsAlive && reader != Thread.CurrentThread)      // an observer may end the laboratory from here
            reader.Join();
        loop.Dispose();
        lock (writing)
        {
            isClosed = true;
            Libc.Close(fd);
        }
    }
}
