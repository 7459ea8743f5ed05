using Ichor.Lab.Machines;

namespace Ichor.Lab;

/// <summary>How QEMU runs the guest's instructions, found out by letting it run some.</summary>
/// <param name="Name">kvm or tcg.</param>
/// <param name="Slowness">How many times longer than with hardware support to be prepared to wait.</param>
/// <param name="WhyEmulated">Why there is no hardware support, in words; empty where there is.</param>
public sealed record Accelerator(string Name, int Slowness, string WhyEmulated = "")
{
    /// <summary>Hardware virtualization.</summary>
    public static Accelerator Kvm { get; } = new("kvm", 1);

    /// <summary>Emulation: works everywhere.</summary>
    public static Accelerator Tcg { get; } = new("tcg", 4);

    /// <summary>Environment variable that overrules the probe.</summary>
    public const string Override = "ICHOR_ACCELERATOR";

    const string Device = "/dev/kvm";
    static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(8);
    const string ProbeResult = "Unable to mount root fs";    // a kernel without anything has come this far and no farther

    /// <summary>QEMU's arguments.</summary>
    public IEnumerable<string> Arguments => ["-accel", Name, "-cpu", Name == "kvm" ? "host" : "max"];

    /// <inheritdoc/>
    public override string ToString() => Name == "kvm" ? "KVM" : $"emulated{(WhyEmulated.Length > 0 ? ": " + WhyEmulated : "")}";

    /// <summary>KVM if this kernel comes up on it here, else TCG. A device node proves nothing: nested KVM can hang a guest.</summary>
    /// <remarks>What the probe found holds for this boot of the host and is remembered in the user's cache folder.</remarks>
    public static async Task<Accelerator> FindAsync(string kernel)
    {
        if (Environment.GetEnvironmentVariable(Override) is { Length: > 0 } wanted)
            return wanted == "kvm" ? Kvm : Emulated($"{Override} says so");
        if (WhyClosed(Device) is { } closed)
            return Emulated(closed);
        if (await ReadCacheAsync() is { } known)
            return known;
        var found = await WhyNoBootAsync(kernel) is { } reason ? Emulated(reason) : Kvm;
        await WriteCacheAsync(found);
        return found;
    }

    static Accelerator Emulated(string why) => Tcg with { WhyEmulated = why };

    /// <summary>Why the device cannot be opened, or null.</summary>
    internal static string? WhyClosed(string device)
    {
        if (!Path.Exists(device))
            return $"no {device}";
        try
        {
            using var opened = File.OpenHandle(device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"no permission for {device}";
        }
        catch (IOException refused)
        {
            return refused.Message;
        }
    }

    static async Task<string?> WhyNoBootAsync(string kernel)
    {
        var log = Path.GetTempFileName();
        using var probe = ChildProcess.Start(QemuCommand.Program,
        [
            .. Kvm.Arguments, "-m", "256", "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none",
            "-serial", $"file:{log}", "-kernel", kernel, "-append", "console=ttyS0 panic=-1 no_timer_check",
        ]);
        var hasEnded = await probe.Exited.EndsWithin(ProbeLimit);
        await probe.KillAsync().EndsWithin(ProbeLimit);         // a process stuck in a sick KVM may not even die
        var said = await File.ReadAllTextAsync(log);
        File.Delete(log);
        return said.Contains(ProbeResult, StringComparison.Ordinal) ? null
            : !hasEnded ? $"on KVM a kernel does not come up within {ProbeLimit.TotalSeconds:0} s"
            : $"QEMU cannot use KVM: {probe.Output.ReplaceLineEndings(" ").Trim()}";
    }

    static string CacheFile => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "ichor", "accelerator");

    static string BootOfHost => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    static async Task<Accelerator?> ReadCacheAsync()
    {
        if (!File.Exists(CacheFile))
            return null;
        var words = (await File.ReadAllTextAsync(CacheFile)).Split(' ', 3);
        if (words is not [var boot, var name, var why] || boot != BootOfHost)
            return null;
        return name == "kvm" ? Kvm : Emulated(why);
    }

    static async Task WriteCacheAsync(Accelerator found)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(CacheFile)!);
        await File.WriteAllTextAsync(CacheFile, $"{BootOfHost} {found.Name} {found.WhyEmulated}");
    }
}
