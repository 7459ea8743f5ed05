namespace Ichor.Config;

/// <summary><c>kind: TCPProbeConfig</c> and <c>kind: HTTPProbeConfig</c>: the network counts as connected while something answers.</summary>
public sealed record ProbeDocument : IConfigDocument
{
    public required Provenance Because { get; init; }

    public string Name { get; init; } = "";

    /// <summary>What must take a TCP connection; null for HTTP.</summary>
    public HostPort? Endpoint { get; init; }

    /// <summary>What must answer an HTTP GET; null for TCP.</summary>
    public string? Url { get; init; }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Time between tries.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Failures in a row that count as one; 0 and 1 are the first.</summary>
    public uint FailureThreshold { get; init; }

    internal static ProbeDocument ReadTcp(ObjectReader o)
    {
        o.Header();
        return Common(o) with
        {
            Endpoint = o.Required("endpoint", Scalars.HostPort, "What must take a connection.", "proxy.example.org:3128"),
        };
    }

    internal static ProbeDocument ReadHttp(ObjectReader o)
    {
        o.Header();
        return Common(o) with
        {
            Url = o.Required("url", Scalars.Url("http", "https"), "What is asked for by GET.", "https://portal.example.org/alive"),
        };
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { Probes = [.. machine.Documents.Probes, this] },
    };

    private static ProbeDocument Common(ObjectReader o)
    {
        o.NotActedUpon("a probe");
        var probe = new ProbeDocument
        {
            Name = o.Required("name", Scalars.NonEmptyText, "Name of the probe.", "proxy"),
            Because = o.BecauseOf("name"),
            Timeout = o.Optional("timeout", Scalars.Duration, TimeSpan.FromSeconds(10), "How long an answer may take.", "10s"),
            Interval = o.Optional("interval", Scalars.Duration, TimeSpan.FromSeconds(1), "Time between tries.", "1s"),
            FailureThreshold = o.Optional("failureThreshold", Scalars.UInt32(most: int.MaxValue), 0u, "Failures in a row that count as one; 0 and 1 are the first.", "3"),
        };
        return o.Validate(probe, (at, read) =>
        {
            if (read.Timeout == TimeSpan.Zero)
                at.Error("timeout", "must be more than 0");
            if (read.Interval == TimeSpan.Zero)
                at.Error("interval", "must be more than 0");
        });
    }
}
