using System.Text;
using Ichor.Config;
using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Node.State;

namespace Ichor.Node.Files;

/// <summary>
/// <c>machine.sysctls</c> and <c>machine.sysfs</c>: values written below /proc/sys and /sys. One that is refused is a problem
/// and keeps no other back; one that does not exist yet (it belongs to a link that is still to come) is tried again. One that
/// the config no longer names gets back the value that it had before.
/// </summary>
/// <param name="root">Empty on a node; tests have a tree of their own.</param>
/// <param name="memory">Where those values are remembered; null: they are not.</param>
/// <param name="expects">Whether parameters may be about to come, with modules: then nobody is alarmed about those that are not there. Null: none are.</param>
internal sealed class KernelParameters(string root = "", StateFolder? memory = null, Func<bool>? expects = null)
{
    private readonly ParameterRecord? _before = memory is null ? null : new(memory);

    /// <param name="IsAsked">False for one that follows from another: that it does not exist is no problem.</param>
    private sealed record Setting(string Section, string File, KernelParameter Parameter, bool IsAsked = true);

    private readonly Dictionary<Setting, Problem> _refused = [];
    private List<Setting> _settings = [];
    private HashSet<(LinkName Name, int Index)> _links = [];
    private bool _mayCome;

    /// <summary>What could not be written, by file and line.</summary>
    public IEnumerable<Problem> Problems => _refused.Values;

    /// <summary>
    /// What the node itself relies on. With the first address of a subnet the kernel would delete the others of that subnet,
    /// foreign ones included (inet_del_ifa, net/ipv4/devinet.c). When a link comes up, or has another hardware address, its
    /// neighbours are to hear of it (arp_notify): a switch that has learnt another port sends them nothing else to learn from. And
    /// a route over a link without carrier would win over a worse one over a link that works.
    /// </summary>
    private static readonly string[] Own =
    [
        "/proc/sys/net/ipv4/conf/all/promote_secondaries",
        "/proc/sys/net/ipv4/conf/all/arp_notify",
        "/proc/sys/net/ipv4/conf/default/arp_notify",
        "/proc/sys/net/ipv4/conf/default/ignore_routes_with_linkdown",
        "/proc/sys/net/ipv4/conf/all/ignore_routes_with_linkdown",
        "/proc/sys/net/ipv6/conf/default/ignore_routes_with_linkdown",
        "/proc/sys/net/ipv6/conf/all/ignore_routes_with_linkdown",
    ];

    /// <summary>Before any config, which may say otherwise. A kernel without IPv6 has none of those.</summary>
    public void ApplyOwn()
    {
        foreach (var file in Own)
            if (Put(root + file, "1\n"u8) is var error and not (0 or Errno.ENOENT))
                Log.Warning($"write {file}: {Errno.Name(error)}");
    }

    public void Apply(MachineConfig config)
    {
        _refused.Clear();
        var settings = RouterAdvertisements.Wishes(config.Sysctls, Links("ipv6")).Where(IsDefault)
            .Select(parameter => Sysctl(parameter, isAsked: false))
            .Concat(config.Sysctls.Select(parameter => Sysctl(parameter, isAsked: true)))
            .Concat(config.Sysfs.Select(parameter => new Setting("machine.sysfs", $"{root}/sys/{parameter.Path}", parameter)))
            .GroupBy(setting => setting.File, StringComparer.Ordinal).Select(group => group.Last()).ToList();
        _settings = settings;
        PutBack(settings.Select(setting => setting.File).ToHashSet(StringComparer.Ordinal));
        foreach (var setting in settings)
            Write(setting);
        _mayCome = expects?.Invoke() == true;
        Complain(problem => !_mayCome || !IsMissing(problem));
        if (settings.Count > _refused.Count)
            Log.Info($"set {settings.Count - _refused.Count} of {settings.Count} kernel parameters");
    }

    /// <summary>
    /// Writes what has appeared in the meantime. What belongs to a link goes with it: one that is made anew or plugged in again
    /// has the kernel's values.
    /// </summary>
    public void TryMissing(IEnumerable<(LinkName Name, int Index)> links)
    {
        if (_settings.Count == 0 && !_mayCome)
            return;
        var present = links.ToHashSet();
        var added = present.Except(_links).Select(link => link.Name.ToString()).ToHashSet(StringComparer.Ordinal);
        _links = present;
        var missing = _refused.Where(pair => IsMissing(pair.Value)).Select(pair => pair.Key).Where(setting => File.Exists(setting.File));
        var ofNewLinks = added.Count == 0 ? [] : _settings.Where(setting => setting.Parameter.Path.Split('/').Any(added.Contains));
        foreach (var setting in missing.Concat(ofNewLinks).Distinct().ToList())
            if (Says(setting) is var isSet && Write(setting) && !isSet)
                Log.Info($"set {setting.Parameter.Key} = {setting.Parameter.Value}");
        if (_mayCome && expects?.Invoke() != true)
        {
            _mayCome = false;
            Complain(IsMissing);
        }
    }

    private Setting Sysctl(KernelParameter parameter, bool isAsked) => new("machine.sysctls", $"{root}/proc/sys/{parameter.Path}", parameter, isAsked);

    /// <summary>The links that have parameters of a family.</summary>
    private IEnumerable<string> Links(string family) => Directory.Exists($"{root}/proc/sys/net/{family}/conf")
        ? Directory.EnumerateDirectories($"{root}/proc/sys/net/{family}/conf").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)
        : [];

    /// <summary>Not what somebody has chosen already, unless that was this one.</summary>
    private bool IsDefault(KernelParameter parameter) => $"{root}/proc/sys/{parameter.Path}" is var file
        && (Sysfs.Text(file) is null or RouterAdvertisements.KernelDefault || _before?.Files.Contains(file, StringComparer.Ordinal) == true);

    private const string NotThere = "there is no such parameter";

    private static bool IsMissing(Problem problem) => problem.Message.EndsWith(NotThere, StringComparison.Ordinal);

    private void Complain(Func<Problem, bool> which)
    {
        foreach (var problem in _refused.Values.Where(which))
            Log.Warning(problem.ToString());
    }

    /// <summary>What belonged to a link that is gone has nothing to be put back.</summary>
    private void PutBack(HashSet<string> wanted)
    {
        foreach (var file in _before?.Files.Where(file => !wanted.Contains(file)).ToList() ?? [])
        {
            var value = _before![file];
            var error = Put(file, Encoding.UTF8.GetBytes(value + "\n"));
            if (error is not (0 or Errno.ENOENT))
                Log.Warning($"set {file[root.Length..]} back to '{value}': {Errno.Name(error)}");
            else if (error == 0)
                Log.Info($"set {file[root.Length..]} back to {value}");
            _before.Forget(file);
        }
    }

    /// <summary>Some parameters can only be written, and have no value to go back to.</summary>
    private bool Says(Setting setting)
    {
        if (Sysfs.Text(setting.File) is not { } value)
            return false;
        value = Chosen(value);
        _before?.Remember(setting.File, value);
        return value == setting.Parameter.Value;
    }

    /// <summary>Files that offer a choice show all of it, with what counts in brackets: <c>none [mq-deadline]</c>.</summary>
    private static string Chosen(string value) => value.IndexOf('[') is >= 0 and var start && value.IndexOf(']') is var end && end > start
        ? value[(start + 1)..end]
        : value;

    private bool Write(Setting setting)
    {
        if (Says(setting))
        {
            _refused.Remove(setting);
            return true;
        }
        var error = Put(setting.File, Encoding.UTF8.GetBytes(setting.Parameter.Value + "\n"));
        _refused.Remove(setting);
        if (error == 0 || error == Errno.ENOENT && !setting.IsAsked)
            return error == 0;
        var (key, value, because) = (setting.Parameter.Key, setting.Parameter.Value, setting.Parameter.Because);
        var reason = error == Errno.ENOENT ? NotThere : $"the kernel refuses '{value}': {Errno.Name(error)}";
        _refused[setting] = new(because.Source, because.Line, 0, $"{setting.Section}.{key}", reason);
        return false;
    }

    /// <summary>The whole value in one write: the kernel takes each write for a value of its own. 0, or the error.</summary>
    private static int Put(string file, ReadOnlySpan<byte> value)
    {
        var fd = Libc.Open(file, Libc.O_WRONLY | Libc.O_TRUNC | Libc.O_CLOEXEC);
        if (fd < 0)
            return Libc.LastError;
        var error = Libc.Write(fd, value) < 0 ? Libc.LastError : 0;
        Libc.Close(fd);
        return error;
    }
}
