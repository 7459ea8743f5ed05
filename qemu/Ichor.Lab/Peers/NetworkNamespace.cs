using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace Ichor.Lab.Peers;

/// <summary>A network namespace of this host with a name that tells whose it is, so that what a killed process left can be swept.</summary>
sealed class NetworkNamespace : IAsyncDisposable
{
    const string Prefix = "ichor-lab-";
    const string Folder = "/run/netns";                 // where ip-netns(8) keeps names

    static int count;

    NetworkNamespace(string name) => Name = name;

    public string Name { get; }

    /// <summary>Its file, for nsenter.</summary>
    public string Path => System.IO.Path.Combine(Folder, Name);

    /// <summary>A number no other namespace of this process has.</summary>
    public static int NextNumber() => Interlocked.Increment(ref count);

    public static async Task<NetworkNamespace> CreateAsync(int number)
    {
        await SweepAsync();
        var created = new NetworkNamespace($"{Prefix}{Environment.ProcessId}-{number}");
        await IpAsync("netns", "add", created.Name);
        return created;
    }

    /// <summary>Runs iproute2 within the namespace.</summary>
    public Task<string> IpHereAsync(params string[] arguments) => IpAsync(["-n", Name, .. arguments]);

    /// <summary>Runs iproute2 and gives what it prints.</summary>
    /// <exception cref="LabException">Its own words when it refuses.</exception>
    public static async Task<string> IpAsync(params string[] arguments)
    {
        var result = await Cli.Wrap(Tool.Require("ip")).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        return result.ExitCode == 0
            ? result.StandardOutput
            : throw new LabException($"ip {string.Join(' ', arguments)}: {result.StandardError.Trim()}");
    }

    /// <summary>Deletes namespaces whose process is gone. Their daemons and devices have gone with it.</summary>
    static async Task SweepAsync()
    {
        if (!Directory.Exists(Folder))
            return;
        foreach (var name in Directory.EnumerateFiles(Folder, Prefix + "*").Select(System.IO.Path.GetFileName))
            if (int.TryParse(name![Prefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var owner) && !Directory.Exists($"/proc/{owner}"))
                await IpAsync("netns", "del", name);
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path))
            await IpAsync("netns", "del", Name);
    }
}
