using Ichor.Netlink;
using Ichor.Node.Naming;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Naming;

public sealed class KernelNamesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File => Path.Combine(_folder.Path, "kernel-names");

    [Fact]
    public void The_next_life_of_the_node_knows_what_the_kernel_called_a_link()
    {
        var names = new KernelNames(File);
        names.Put(3, LinkName.Parse("eth1"));
        names.Put(2, LinkName.Parse("eth0"));
        names.Put(4, LinkName.Parse("eth2"));
        names.Put(3, LinkName.Parse("ens4"));
        names.Put(3, LinkName.Parse("enp0s4"));
        names.Put(3, LinkName.Parse("ens4"));
        names.Remove(4);
        names.Save();

        var next = new KernelNames(File);

        Assert.Equal("eth0", next.Of(2).ToString());
        Assert.Equal("eth1", next.Of(3).ToString());
        Assert.Equal(["eth1", "ens4", "enp0s4"], next.AllOf(3).Select(name => name.ToString()));
        Assert.Null(next.Of(4));
    }

    [Fact]
    public void A_line_that_says_nothing_is_passed_over()
    {
        _folder.Put("kernel-names", "2\nx eth0\n3 a/b\n4 eth2 b:c\n-5 eth3\n6 eth4\n");

        var names = new KernelNames(File);

        Assert.Equal([null, null, null, null, "eth4"], Enumerable.Range(2, 5).Select(index => names.Of(index)?.ToString()));
    }
}
