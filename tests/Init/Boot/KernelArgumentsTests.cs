using Ichor.Init.Boot;

namespace Ichor.Init.Tests.Boot;

public sealed class KernelArgumentsTests
{
    [Theory]
    [InlineData("quiet", 10.0)]
    [InlineData("panic=0", null)]
    [InlineData("panic=-1", 0.0)]
    [InlineData("panic=30", 10.0)]
    public void After_a_failure_panic_says_what_happens(string text, double? seconds) =>
        Assert.Equal(seconds, new KernelArguments(text).RebootDelayAfterFailure?.TotalSeconds);

    [Theory]
    [InlineData("talos.shutdown=halt", true)]
    [InlineData("talos.shutdown=poweroff", false)]
    [InlineData("talos.shutdown", false)]
    [InlineData("", false)]
    public void Halt_has_to_be_asked_for(string text, bool halts) => Assert.Equal(halts, new KernelArguments(text).HaltsInsteadOfPowerOff);

    [Fact]
    public void Variables_are_cut_at_the_first_equals_and_repeat() =>
        Assert.Equal([("A", "1=2"), ("B", "")],
            new KernelArguments("talos.environment=A=1=2\ttalos.environment=B= talos.environment=nothing talos.environment==x\n").Environment);

    [Theory]
    [InlineData("pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00", 0)]
    [InlineData("virtio:d00000001v00001AF4", 0)]
    [InlineData("virtio:d00000002v00001AF4", 1)]
    [InlineData("pci:v00008086d00002922sv00001AF4sd00001100bc01sc06i01", 1)]
    public void Network_devices_come_first(string alias, int priority) => Assert.Equal(priority, DevicePriority.Of(alias));
}
