namespace Ichor.Config.Tests;

public class CommandLineTests
{
    [Fact]
    public void Words_are_divided_by_white_space_and_the_first_equals_sign() => Assert.Equal(
        "[console=ttyS0, quiet, a=b=c, empty]",
        CommandLine.Parse("console=ttyS0\tquiet  a=b=c empty=\n").Arguments.ToString());

    [Fact]
    public void Letter_case_counts_and_dashes_are_not_underscores()
    {
        var line = CommandLine.Parse("IP=10.0.0.5 Talos.hostname=a net_ifnames=0");
        Assert.Empty(line.Ips);
        Assert.Null(line.Hostname);
        Assert.Null(line.IfNames);
    }

    [Fact]
    public void Environment_variables_keep_their_order_and_are_cut_at_the_first_equals_sign() => Assert.Equal(
        "[http_proxy=http://proxy:3128/?a=b, no_proxy=localhost]",
        CommandLine.Parse("talos.environment=http_proxy=http://proxy:3128/?a=b talos.environment=no_proxy=localhost").Environment.ToString());

    [Theory]
    [InlineData("talos.environment=http_proxy", "'http_proxy' is not NAME=VALUE")]
    [InlineData("talos.environment==x", "'' is not a variable name: letters, digits and '_', not beginning with a digit")]
    [InlineData("talos.environment=my-name=x", "'my-name' is not a variable name: letters, digits and '_', not beginning with a digit")]
    [InlineData("talos.hostname=-a", "'-a' is not a host name or FQDN: labels of 1 to 63 letters, digits or '-' (not at either end), at most 253 characters")]
    [InlineData("talos.platform=gpc", "'gpc' is not one of akamai, alibabacloud, aws, azure, cloudstack, container, digital-ocean, equinixMetal, exoscale, gcp, hcloud, metal, nocloud, opennebula, openstack, oracle, scaleway, upcloud, vmware, vultr, packet (did you mean 'gcp'?)")]
    [InlineData("talos.config=ftp://x/", "'ftp://x/' is not none, metal-iso, or a URL beginning with http://, https://, file:// or tftp://")]
    [InlineData("talos.config=http://", "'http://' is not none, metal-iso, or a URL beginning with http://, https://, file:// or tftp://")]
    [InlineData("net.ifnames=2", "'2' is not 1, yes, y, true, t, on, or 0, no, n, false, f, off")]
    [InlineData("panic=never", "'never' is not an integer")]
    [InlineData("talos.shutdown=sleep", "'sleep' is not one of halt, poweroff")]
    [InlineData("talos.network.interface.ignore=a/b", "'a/b' is not a link name: 1 to 15 printable ASCII characters without blank, '/', ':' or '%'")]
    [InlineData("talos.device.settle_time=5", "'5' is not a duration such as 1h30m, 5s or 100ms (it has no unit; did you mean '5s'?)")]
    public void A_wrong_argument_is_reported_with_its_text_and_nothing_else_is_lost(string text, string reason)
    {
        var line = CommandLine.Parse($"{text} ip=eth0:dhcp");

        Assert.Equal($"cmdline: {text}: {reason}", Assert.Single(line.Problems).ToString());
        Assert.Single(line.Ips);
    }

    [Theory]
    [InlineData("", "None ")]
    [InlineData("talos.config=none", "None ")]
    [InlineData("talos.config=metal-iso", "MetalIso ")]
    [InlineData("talos.config=http://10.0.0.1:8080/config.yaml?uuid=${uuid}&x=1", "Url http://10.0.0.1:8080/config.yaml?uuid=${uuid}&x=1")]
    [InlineData("talos.config=https://example.org/c talos.config=http://other/", "Url https://example.org/c")]
    [InlineData("talos.config=file:///etc/config.yaml", "Url file:///etc/config.yaml")]
    [InlineData("talos.config=tftp://10.0.0.1/c.yaml", "Url tftp://10.0.0.1/c.yaml")]
    public void The_config_source_is_read(string text, string expected)
    {
        var source = CommandLine.Parse(text).ConfigSource;
        Assert.Equal(expected, $"{source.Kind} {source.Url}");
    }

    [Theory]
    [InlineData("talos.hostname=node1.example.org", "node1.example.org")]
    [InlineData("ip=::::master1:eth1 talos.hostname=master2", "master2")]
    [InlineData("ip=::::master1:eth1 ip=::::master3:eth2", "master1")]
    [InlineData("talos.hostname=a talos.hostname=b", "a")]
    [InlineData("quiet", null)]
    public void The_hostname_comes_from_its_argument_before_those_of_ip(string text, string? expected) =>
        Assert.Equal(expected, CommandLine.Parse(text).Hostname?.Value);

    [Theory]
    [InlineData("", null)]
    [InlineData("net.ifnames=0", false)]
    [InlineData("net.ifnames=No", false)]
    [InlineData("net.ifnames=OFF", false)]
    [InlineData("net.ifnames=f", false)]
    [InlineData("net.ifnames=n", false)]
    [InlineData("net.ifnames=False", false)]
    [InlineData("net.ifnames", true)]
    [InlineData("net.ifnames=Yes", true)]
    [InlineData("net.ifnames=t", true)]
    [InlineData("net.ifnames=on", true)]
    [InlineData("net.ifnames=0 quiet net.ifnames=1", true)]         // appended to the arguments of a cloud image
    [InlineData("net.ifnames=1 net.ifnames=0", false)]
    [InlineData("net.ifnames=0 net.ifnames=nonsense", false)]
    [InlineData("net.ifnames=nonsense", null)]
    public void Of_several_net_ifnames_the_last_that_can_be_read_counts(string text, bool? expected)
    {
        var line = CommandLine.Parse(text);
        Assert.Equal(expected, line.IfNames);
        Assert.Equal(text.Contains("nonsense", StringComparison.Ordinal) ? 1 : 0, line.Problems.Count);
    }

    [Theory]
    [InlineData("net.naming_scheme=v252 net.naming_scheme=v257", "v257")]
    [InlineData("net.naming_scheme=v252 net.naming-scheme=v255", "v255")]
    [InlineData("net.naming_scheme=v252 net.naming_scheme=", "v252")]
    public void Of_several_naming_schemes_the_last_counts(string text, string expected) => Assert.Equal(expected, CommandLine.Parse(text).NamingScheme);

    [Fact]
    public void Single_settings_are_read()
    {
        var line = CommandLine.Parse("talos.platform=packet net.ifnames=0 net.naming_scheme=v255 talos.shutdown=halt panic=0 "
            + "console=ttyS0,115200 console=tty0 talos.device.settle_time=3s "
            + "talos.network.interface.ignore=eth2 talos.network.interface.ignore=enxa");

        Assert.Equal("equinixMetal", line.Platform?.Value);
        Assert.False(line.IfNames);
        Assert.Equal("v255", line.NamingScheme);
        Assert.Equal(ShutdownAction.Halt, line.Shutdown);
        Assert.Equal(PanicAction.Stay, line.Panic);
        Assert.Equal("[ttyS0,115200, tty0]", line.Consoles.ToString());
        Assert.Equal(TimeSpan.FromSeconds(3), line.SettleTime);
        Assert.Equal("[eth2, enxa]", line.IgnoredInterfaces.ToString());
        Assert.Empty(line.Problems);
    }

    [Fact]
    public void What_the_kernel_and_pid_1_act_upon_is_the_last_one()
    {
        var line = CommandLine.Parse("panic=10 talos.shutdown=poweroff panic=0 talos.shutdown=halt");
        Assert.Equal((PanicAction.Stay, ShutdownAction.Halt), (line.Panic, line.Shutdown));
        Assert.Empty(line.Problems);
    }

    [Theory]
    [InlineData("bridge=br0:eth0", "has no effect: bridges are made by the machine config")]
    [InlineData("talos.halt_if_installed=1", "accepted, not acted upon")]
    [InlineData("talos.enviroment=a=b", "is not a known argument (did you mean 'talos.environment'?)")]
    [InlineData("talos.platform=metal talos.platform=aws", "only the first one counts")]
    [InlineData("ip=", "is empty: nothing to do")]
    public void What_has_no_effect_is_said(string text, string notice)
    {
        var problem = Assert.Single(CommandLine.Parse(text).Problems);
        Assert.Equal(ProblemKind.Notice, problem.Kind);
        Assert.Equal(notice, problem.Message);
    }

    [Fact]
    public void The_kernel_s_own_arguments_are_no_problem() => Assert.Empty(CommandLine.Parse(
        "BOOT_IMAGE=/vmlinuz slab_nomerge= pti=on consoleblank=0 printk.devkmsg=on panic=-1 no_timer_check ro init=/init -- arg").Problems);

    [Fact]
    public void Provenance_names_the_argument() =>
        Assert.Equal("cmdline ip=eth0:dhcp", CommandLine.Parse("quiet ip=eth0:dhcp").Ips[0].Because.ToString());

    [Fact]
    public void Lines_that_say_the_same_are_equal() =>
        Assert.Equal(CommandLine.Parse("ip=eth0:dhcp bond=b:e0:miimon=1"), CommandLine.Parse("ip=eth0:dhcp bond=b:e0:miimon=1"));
}
