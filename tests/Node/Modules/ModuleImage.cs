using Ichor.Config;
using Ichor.Linux.Modules;
using Ichor.Node.Modules;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Modules;

/// <summary>An image with a few modules, and a kernel that takes them or says why not.</summary>
internal sealed class ModuleImage : IModuleKernel, IDisposable
{
    private readonly TempFolder _root = new();
    private readonly List<string> _news = [];

    public ModuleImage()
    {
        _root.Put("/6.0-test/modules.dep", "kernel/dummy.ko.xz:\nkernel/vxlan.ko.xz: kernel/udp_tunnel.ko.xz\nkernel/udp_tunnel.ko.xz:\n");
        _root.Put("/6.0-test/modules.alias", "alias rtnl-link-vxlan vxlan\n");
        _root.Put("/6.0-test/modules.builtin", "kernel/ipv6.ko\n");
    }

    /// <summary>What the kernel was given, in order.</summary>
    public List<string> Inserted { get; } = [];

    public HashSet<string> Loaded { get; } = [];

    public Dictionary<string, (int Error, string[] Words)> Answers { get; } = [];

    public string Sysfs => Path.Combine(_root.Path, "sys");

    public bool IsLoaded(string name) => Loaded.Contains(name);

    public int Insert(string file, string options)
    {
        var name = ModuleName.OfFile(file);
        Inserted.Add($"{name} {options}".Trim());
        var (error, words) = Answers.GetValueOrDefault(name, (0, []));
        _news.AddRange(words);
        return error;
    }

    public void Dispose() => _root.Dispose();

    /// <summary>A parameter that a module shows.</summary>
    public void Shows(string module, string parameter, string value, UnixFileMode mode = UnixFileMode.UserRead) =>
        File.SetUnixFileMode(_root.Put($"/sys/module/{module}/parameters/{parameter}", value + "\n"), mode);

    /// <summary>What is said of a module after an attempt: the report's lines with bars between, or the problem.</summary>
    public string Load(string name, params string[] parameters)
    {
        var words = ModuleParameter.TryParse(string.Join(' ', parameters), out var read) ? read : [];
        var config = new ModuleConfig();
        config.AddLine("options dummy numdummies=0");
        config.AddLine("blacklist vxlan");
        var (report, problem) = new WishedModule(new ModuleTree(Path.Combine(_root.Path, "6.0-test")), config, this, () => _news, Sysfs).Load(name, words);
        return report is null ? "failed: " + problem : report.ToString().TrimEnd().ReplaceLineEndings(" | ");
    }
}
