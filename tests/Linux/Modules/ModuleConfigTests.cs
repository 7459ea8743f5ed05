using Ichor.Linux.Modules;

namespace Ichor.Linux.Tests.Modules;

public sealed class ModuleConfigTests
{
    static ModuleConfig Read(string text, string commandLine = "")
    {
        var config = new ModuleConfig();
        foreach (var line in text.Split('\n'))
            config.AddLine(line);
        config.AddCommandLine(commandLine);
        return config;
    }

    [Theory]
    [InlineData("options bonding max_bonds=0", "", "bonding", "max_bonds=0")]
    [InlineData("options i2c-i801 a=1\n\toptions  i2c_i801   b=2 ", "", "i2c_i801", "a=1 b=2")]
    [InlineData("# options bonding max_bonds=9", "", "bonding", "")]
    [InlineData("options bonding max_bonds=0", "quiet bonding.max_bonds=2 ip=1.2.3.4", "bonding", "max_bonds=0 max_bonds=2")]
    [InlineData("", "ip=10.0.0.1:a.b dummy.numdummies=0", "ip=10", "")]
    [InlineData("", "module-x.flag", "module_x", "flag")]
    [InlineData("install bonding /bin/false", "", "bonding", "")]
    public void Options_are_joined_in_order(string text, string commandLine, string module, string expected) =>
        Assert.Equal(expected, Read(text, commandLine).OptionsOf(module));

    [Fact]
    public void Soft_dependencies_are_before_and_after()
    {
        var (before, after) = Read("softdep a-b pre: c d post: e").SoftDependenciesOf("a_b");
        Assert.Equal(["c", "d"], before);
        Assert.Equal(["e"], after);
    }
}
