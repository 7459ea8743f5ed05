using Ichor.Linux;
using Ichor.Node.State;

namespace Ichor.Node.Acquire;

/// <summary>Where a machine config is looked for; the defaults are those of a node, tests put their own.</summary>
internal sealed record AcquisitionSettings
{
    /// <summary>Keeps the config of this boot for the next life of the node process.</summary>
    public string Folder { get; init; } = "/run/ichor";

    /// <summary>The text on the volume; null while there is no such volume.</summary>
    public required Func<string?> ReadVolume { get; init; }

    /// <summary>The volume that outlives the boot; null while there is no such volume.</summary>
    public required Func<StateFolder?> FindState { get; init; }

    /// <summary>Downloads a URL with additional environment variables and calls back with the text, or null and the reason.</summary>
    public required Action<string, IEnumerable<(string Name, string Value)>, Action<string?, string>> Fetch { get; init; }

    /// <summary>How long from now the value of a URL's variable is waited for; zero when it is known, or will not come.</summary>
    public Func<string, TimeSpan> PatienceFor { get; init; } = _ => TimeSpan.Zero;

    /// <summary>Calls back once after a time.</summary>
    public required Action<TimeSpan, Action> Arm { get; init; }

    /// <summary>Time since the kernel started.</summary>
    public Func<TimeSpan> Now { get; init; } = Libc.BootTime;

    /// <summary>Takes a line for each new reason to wait.</summary>
    public Action<string> Warn { get; init; } = Log.Warning;

    /// <summary>nobody and nogroup.</summary>
    private const string Nobody = "65534";

    /// <summary>Those of a node, with a download in a process of its own.</summary>
    public static AcquisitionSettings Of(EventLoop loop, Volumes volumes) => new()
    {
        ReadVolume = () => volumes.Config,
        FindState = () => StateVolume.Mounted() ?? volumes.State,
        Fetch = (url, environment, done) => Download.Start(loop, FetchCommand(Environment.ProcessPath!, url), environment, Download.Limit, done),
        Arm = (delay, action) => loop.Arm(delay, action),
    };

    /// <summary>HTTP and gzip come from whoever is on the network: what reads them has no rights. It needs its pipes, which are open,
    /// and resolv.conf and hosts, which everybody may read.</summary>
    internal static string[] FetchCommand(string program, string url) => [program, "run-as", Nobody, Nobody, program, "fetch", url];
}
