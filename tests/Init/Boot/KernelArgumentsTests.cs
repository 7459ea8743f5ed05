using Ichor.Init.Boot;

namespace Ichor.Init.Tests.Boot;

public sealed class KernelArgumentsTests
{
    [Theory]
    [InlineData("quiet", 10.0)]
    [InlineData("panic=0", null)]
    [InlineData("panic=-1", 0.0)]
    [InlineData("panic=30", 30.0)]
    [InlineData("panic=10 quiet panic=0", null)]
    [InlineData("panic=0 panic=5", 5.0)]
    [InlineData("panic=0 panic=soon panic panic=", null)]
    public void After_a_failure_the_last_panic_says_what_happens(string text, double? seconds) =>
        Assert.Equal(seconds, new KernelArguments(text).RebootDelayAfterFailure?.TotalSeconds);

    [Theory]
    [InlineData("quiet panic=soon panic.on=1", null)]
    [InlineData("panic=10 panic=0", 0)]
    public void The_kernel_is_told_a_timeout_only_when_it_has_none(string text, int? seconds) =>
        Assert.Equal(seconds, new KernelArguments(text).PanicTimeout);

    [Theory]
    [InlineData("talos.shutdown=halt", "Halt")]
    [InlineData("talos.shutdown=poweroff", "PowerOff")]
    [InlineData("talos.shutdown=poweroff talos.shutdown=halt", "Halt")]
    [InlineData("talos.shutdown=halt talos.shutdown=poweroff", "PowerOff")]
    [InlineData("talos.shutdown=halt talos.shutdown=sleep", "Halt")]
    [InlineData("talos.shutdown", "PowerOff")]
    [InlineData("", "PowerOff")]
    public void The_last_shutdown_says_how_power_off_ends(string text, string action) =>
        Assert.Equal(action, $"{new KernelArguments(text).PowerOff}");

    [Fact]
    public void Variables_are_cut_at_the_first_equals_and_repeat() =>
        Assert.Equal([("A", "1=2"), ("B", "")],
            new KernelArguments("talos.environment=A=1=2\ttalos.environment=B= talos.environment=nothing talos.environment==x\n").Environment);

    [Theory]
    [InlineData("http_proxy", true)]
    [InlineData("_9", true)]
    [InlineData("9_", false)]
    [InlineData("my-name", false)]
    [InlineData("my.name", false)]
    [InlineData("n\u00e4me", false)]
    public void A_variable_has_a_name_for_setenv(string name, bool taken) =>
        Assert.Equal(taken, new KernelArguments($"talos.environment={name}=x").Environment.Any());

    [Theory]
    [InlineData("pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00", 0)]
    [InlineData("virtio:d00000001v00001AF4", 0)]
    [InlineData("virtio:d00000002v00001AF4", 1)]
    [InlineData("pci:v00008086d00002922sv00001AF4sd00001100bc01sc06i01", 1)]
    public void Network_devices_come_first(string alias, int priority) => Assert.Equal(priority, DevicePriority.Of(alias));
}
