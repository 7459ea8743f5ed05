using Ichor.Protocols.Ntp;

namespace Ichor.Lab.Hosts;

/// <summary>A time server on a host of the laboratory; it tells the host's time, or one that is wrong on purpose.</summary>
public sealed class NtpService
{
    /// <summary>NTP's port.</summary>
    public const ushort Port = 123;

    readonly LabHost host;

    internal NtpService(LabHost host)
    {
        this.host = host;
        host.OnUdp(Port, Serve);
    }

    /// <summary>What it claims.</summary>
    public NtpResponder Claims { get; set; } = new();

    void Serve(UdpArrival arrival)
    {
        if (Claims.Answer(arrival.Payload, DateTime.UtcNow) is { } answer)
            host.SendUdp(arrival.SourceMac, Port, arrival.Source, answer);
    }
}
