using System.Collections.Immutable;
using Ichor.Build.Modules;

namespace Ichor.Build.Tests.Modules;

public sealed class ModuleClosureTests
{
    [Fact]
    public void What_a_module_needs_comes_with_it_through_all_levels()
    {
        var modules = Closure("garp: stp", "stp: llc", "llc:", "8021q: garp mrp", "mrp:", "unrelated:");
        Assert.True(modules.Add("8021q"));
        Assert.Equal(["8021q", "garp", "llc", "mrp", "stp"], modules.Chosen.Keys);
    }

    [Fact]
    public void Dependencies_are_listed_nearest_first_so_that_they_load_from_the_end()
    {
        var modules = Closure("garp: stp llc", "stp: llc", "llc:", "8021q: garp mrp", "mrp:");
        modules.Add("8021q");
        Assert.Equal("""
            kernel/8021q.ko.xz: kernel/mrp.ko.xz kernel/garp.ko.xz kernel/stp.ko.xz kernel/llc.ko.xz
            kernel/garp.ko.xz: kernel/stp.ko.xz kernel/llc.ko.xz
            kernel/llc.ko.xz:
            kernel/mrp.ko.xz:
            kernel/stp.ko.xz: kernel/llc.ko.xz

            """, ModuleIndexes.Dependencies(modules));
    }

    [Fact]
    public void A_soft_dependency_comes_too_when_it_is_a_module() =>
        Assert.Equal(["ext4", "libcrc"], Chosen("ext4", "ext4: | pre: libcrc crc32c", "libcrc:"));

    [Fact]
    public void A_module_that_the_kernel_does_not_have_is_not_added() => Assert.False(Closure("a:").Add("b"));

    [Fact]
    public void A_missing_dependency_is_an_error_that_names_both() =>
        Assert.Equal("kernel/a.ko.xz depends on b, which the kernel package does not have", Assert.Throws<BuildException>(() => Closure("a: b").Add("a")).Message);

    [Theory]
    [InlineData("xhci-pci # USB 3\n\n# none\nbonding", "xhci_pci:1 bonding:4")]
    [InlineData("a b", "modules.list:1: 'a b': one module name a line")]
    [InlineData("a\n\na-b\na_b", "modules.list:4: a_b is listed already in line 3")]
    public void A_list_is_one_name_a_line(string text, string expected)
    {
        string Read()
        {
            try
            {
                return string.Join(' ', ModuleList.Parse("modules.list", text).Select(wanted => $"{wanted.Name}:{wanted.Line}"));
            }
            catch (BuildException error)
            {
                return error.Message;
            }
        }
        Assert.Equal(expected, Read());
    }

    static IEnumerable<string> Chosen(string wanted, params string[] modules)
    {
        var closure = Closure(modules);
        closure.Add(wanted);
        return closure.Chosen.Keys;
    }

    // "name: dependency dependency | soft dependencies as written"
    static ModuleClosure Closure(params string[] modules)
    {
        var infos = modules.ToDictionary(line => line.Split(':')[0], line => Info(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]), StringComparer.Ordinal);
        return new ModuleClosure(infos.Keys.Select(name => ModuleFile.At($"kernel/{name}.ko.xz")), file => infos[file.Name]);
    }

    static ModInfo Info(string text) => text.Split('|') is var parts
        ? new ModInfo([.. parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)], [], parts.Length > 1 ? [parts[1].Trim()] : ImmutableArray<string>.Empty, [])
        : throw new InvalidOperationException();
}
