using Ichor.Linux.Tests.Processes;

namespace Ichor.Linux.Tests.Modules;

/// <summary>A module tree that depmod has indexed, of modules that hold nothing but what kmod reads: aliases, soft dependencies,
/// exported and wanted symbols. modprobe is the judge of what must be loaded.</summary>
public sealed class KmodTree : IDisposable
{
    public const string Release = "6.0-test";

    public string Root { get; } = Directory.CreateTempSubdirectory("kmod").FullName;
    public string Folder => Path.Combine(Root, "lib/modules", Release);

    public static bool IsPossible => Exists("modprobe") && Exists("depmod") && Exists("clang");

    public KmodTree()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "kernel"));
        if (!IsPossible)
            return;
        Add("low", exports: "low_call");
        Add("mid-dle", exports: "mid_call", needs: "low_call");
        Add("first");
        Add("last");
        Add("driver", needs: "mid_call low_call", info: "softdep=pre: first post: last", aliases:
            ["pci:v00008086d0000100Esv*sd*bc*sc*i*", "platform:my-device", "rtnl-link-thing"]);
        Add("other", aliases: ["pci:v00008086d*sv*sd*bc*sc*i*", "acpi*:PNP0C0C:*", "block-major-[89]*"]);
        File.WriteAllText(Path.Combine(Folder, "modules.builtin"), "kernel/fs/ext4.ko\nkernel/net/ipv4/in-built.ko\n");
        File.WriteAllText(Path.Combine(Folder, "modules.order"), "");
        Run("depmod", "-b", Root, Release);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>The files modprobe would insert, in order, with their options: "low", "driver speed=9".</summary>
    public string[] ShowDepends(string module, string config) =>
        [.. Run("modprobe", "-d", Root, "-S", Release, "-C", config, "--show-depends", module)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(IsAnswer)
            .Select(line => line.Split(' ', 3))
            .Select(words => $"{Path.GetFileNameWithoutExtension(words[1])} {words.ElementAtOrDefault(2)}".Trim())];

    public string[] ResolveAlias(string alias) =>
        Run("modprobe", "-d", Root, "-S", Release, "-C", "/dev/null", "--resolve-alias", alias)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(IsAnswer).ToArray();

    static bool IsAnswer(string line) =>
        !line.StartsWith("modprobe:", StringComparison.Ordinal) && !line.StartsWith("libkmod:", StringComparison.Ordinal);

    void Add(string name, string exports = "", string needs = "", string info = "", string[]? aliases = null)
    {
        string Section(string section, string text, int number) =>
            $"__attribute__((section(\"{section}\"),used)) static const char s{number}[] = \"{text}\";\n";
        var source = string.Concat(needs.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(symbol => $"extern int {symbol}; int *use_{symbol} = &{symbol};\n"));
        source += Section(".modinfo", "name=" + name.Replace('-', '_'), 0);
        if (exports.Length > 0)
            source += $"int {exports};\n" + Section("__ksymtab_strings", exports, 1);
        if (info.Length > 0)
            source += Section(".modinfo", info, 2);
        source += string.Concat((aliases ?? []).Select((alias, i) => Section(".modinfo", "alias=" + alias, 3 + i)));
        var file = Path.Combine(Root, name + ".c");
        File.WriteAllText(file, source);
        Run("clang", "-c", "-o", Path.Combine(Folder, "kernel", name + ".ko"), file);
    }

    static bool Exists(string program) =>
        new[] { "/usr/sbin/", "/sbin/", "/usr/bin/" }.Any(folder => File.Exists(folder + program));

    static string Run(string program, params string[] arguments)
    {
        var path = new[] { "/usr/sbin/", "/sbin/", "/usr/bin/" }.Select(folder => folder + program).First(File.Exists);
        var (exit, output) = Children.All.Run(path, arguments);
        Assert.True(exit.IsSuccess || program == "modprobe", $"{program}: {output}");
        return output;
    }
}
