using Ichor.Linux;
using Ichor.Node.Modules;

namespace Ichor.Node.Tests.Modules;

/// <summary>What the process that loads a module asks of the kernel, and what it says.</summary>
public sealed class WishedModuleTests : IDisposable
{
    private readonly ModuleImage _image = new();

    public void Dispose() => _image.Dispose();

    [Fact]
    public void Parameters_reach_the_kernel_after_those_of_the_image()
    {
        Assert.Equal("loaded", _image.Load("dummy", "numdummies=3", "label=\"a b\""));
        Assert.Equal(["dummy numdummies=0 numdummies=3 label=\"a b\""], _image.Inserted);
    }

    [Fact]
    public void What_it_needs_comes_first_without_them_and_a_blacklist_is_for_what_nobody_named()
    {
        Assert.Equal("loaded", _image.Load("vxlan", "udp_port=4790"));
        Assert.Equal(["udp_tunnel", "vxlan udp_port=4790"], _image.Inserted);
    }

    [Theory]
    [InlineData("dumy", "failed: there is no such module in the image (Linux 6.0-test): did you mean dummy?")]
    [InlineData("ip-v6", "failed: there is no such module in the image (Linux 6.0-test): did you mean ipv6?")]
    [InlineData("rtnl-link-vxlan", "failed: there is no such module in the image (Linux 6.0-test); rtnl-link-vxlan is another name of vxlan, which can be named here")]
    [InlineData("drbd", "failed: there is no such module in the image (Linux 6.0-test): it takes an image that is built with a line for it in kernel/modules.list")]
    public void A_module_that_the_image_lacks_is_told_with_what_was_meant(string name, string expected)
    {
        Assert.Equal(expected, _image.Load(name, "a=1"));
        Assert.Empty(_image.Inserted);
    }

    [Theory]
    [InlineData(Errno.EINVAL, "EINVAL (Invalid argument); dummy: `x' invalid for parameter `numdummies'")]
    [InlineData(Errno.ENODEV, "ENODEV (No such device): it found nothing to drive; dummy: `x' invalid for parameter `numdummies'")]
    [InlineData(Errno.EPERM, "EPERM (Operation not permitted): kernel.modules_disabled or the kernel's lockdown forbids it until the next boot; dummy: `x' invalid for parameter `numdummies'")]
    public void A_refusal_is_told_in_the_kernels_words(int error, string expected)
    {
        _image.Answers["dummy"] = (error, ["vxlan: not about it", "dummy: `x' invalid for parameter `numdummies'"]);
        Assert.Equal("failed: " + expected, _image.Load("dummy", "numdummies=x"));
    }

    [Fact]
    public void What_it_needs_and_the_kernel_refuses_is_told_with_it()
    {
        _image.Answers["udp_tunnel"] = (Errno.ENOMEM, []);
        _image.Answers["vxlan"] = (Errno.ENOENT, ["vxlan: Unknown symbol udp_tunnel_xmit_skb (err -2)"]);
        Assert.Equal("failed: ENOENT (No such file or directory); vxlan: Unknown symbol udp_tunnel_xmit_skb (err -2); module udp_tunnel: ENOMEM (Cannot allocate memory)", _image.Load("vxlan"));
    }

    [Fact]
    public void A_parameter_that_the_kernel_ignores_is_told_and_the_module_is_there()
    {
        _image.Answers["vxlan"] = (0, ["vxlan: unknown parameter 'udpport' ignored", "vxlan: VXLAN driver"]);
        _image.Shows("vxlan", "udp_port", "4789");
        Assert.Equal("loaded | vxlan: unknown parameter 'udpport' ignored (did you mean udp_port?)", _image.Load("vxlan", "udpport=1"));
    }

    [Theory]
    [InlineData("vxlan")]
    [InlineData("ipv6")]
    public void A_module_that_is_there_keeps_its_parameters_and_what_differs_is_told(string module)
    {
        _image.Loaded.Add("vxlan");
        var how = module == "vxlan" ? "loaded already" : "built into the kernel";
        _image.Shows(module, "udp_port", "4789");
        _image.Shows(module, "log_ecn_error", "Y", UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(how, _image.Load(module));
        Assert.Equal(how, _image.Load(module, "udp-port=0x12b5", "log_ecn_error"));
        Assert.Equal($"{how} | udp_port is 4789, not 4790 | log_ecn_error is Y, not 0 (machine.sysfs can change it: module.{module}.parameters.log_ecn_error) | whether it has hidden=1 the kernel does not show",
            _image.Load(module, "udp_port=4790", "log_ecn_error=0", "hidden=1"));
        Assert.Empty(_image.Inserted);
    }

    [Theory]
    [InlineData("3", "3", true)]
    [InlineData("3", "4", false)]
    [InlineData("0x1F", "31", true)]
    [InlineData("017", "15", true)]
    [InlineData("-1", "-1", true)]
    [InlineData("-0x1", "-1", true)]
    [InlineData("18446744073709551615", "18446744073709551615", true)]
    [InlineData("yes", "Y", true)]
    [InlineData("off", "N", true)]
    [InlineData("on", "N", false)]
    [InlineData("2", "Y", false)]
    [InlineData(null, "Y", true)]
    [InlineData(null, "1", true)]
    [InlineData(null, "0", false)]
    [InlineData("1,0x2", "1,2", true)]
    [InlineData("1", "1,0", false)]
    [InlineData("layer2+3", "layer2+3", true)]
    [InlineData("", "(null)", false)]
    public void A_value_is_known_again_in_the_kernels_spelling(string? wished, string shown, bool expected) =>
        Assert.Equal(expected, LoadedParameters.IsSame(wished, shown));

    [Theory]
    [InlineData("")]
    [InlineData("Unhandled exception\n")]
    public void What_is_no_report_is_none(string text) => Assert.Null(LoadReport.Parse(text));

    [Fact]
    public void A_report_arrives_as_it_was_sent() => Assert.Equal(["a", "b c"], LoadReport.Parse(new LoadReport(Linux.Modules.ModuleState.BuiltIn, ["a", "b\nc"]).ToString())!.Remarks);
}
