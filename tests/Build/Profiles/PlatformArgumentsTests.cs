using Ichor.Build.Profiles;
using Ichor.Config;

namespace Ichor.Build.Tests.Profiles;

public sealed class PlatformArgumentsTests
{
    // Talos keeps predictable names on these alone.
    private static readonly string[] PredictableNames = ["container", "equinixMetal", "metal"];

    public static TheoryData<string> AllPlatforms => [.. Platforms.Names];

    [Theory]
    [MemberData(nameof(AllPlatforms))]
    public void Links_keep_the_kernels_names_on_cloud_platforms(string platform)
    {
        var arguments = PlatformArguments.Complete(["console=ttyS0", $"talos.platform={platform}", "panic=10"]);
        Assert.Equal(PredictableNames.Contains(platform)
            ? ["console=ttyS0", $"talos.platform={platform}", "panic=10"]
            : ["console=ttyS0", $"talos.platform={platform}", "net.ifnames=0", "panic=10"], arguments);
    }

    [Theory]
    [InlineData("net.ifnames=1")]
    [InlineData("net.ifnames=0")]
    public void What_a_profile_says_about_names_stays(string said) =>
        Assert.Equal(["talos.platform=aws", said], PlatformArguments.Complete(["talos.platform=aws", said]));

    [Fact]
    public void Without_a_platform_nothing_is_added() => Assert.Equal(["panic=10"], PlatformArguments.Complete(["panic=10"]));

    [Theory]
    [InlineData("metal", "talos.platform=metal console=tty0 ")]
    [InlineData("nocloud", "talos.platform=nocloud net.ifnames=0 console=tty0 ")]
    [InlineData("openstack", "talos.platform=openstack net.ifnames=0 console=tty0 ")]
    public void Images_carry_it(string profile, string beginning) =>
        Assert.StartsWith(beginning, string.Join(' ', ProfileFile.Load(SourceRoot.Path, profile).CommandLine), StringComparison.Ordinal);

    [Fact]
    public void A_profile_based_on_another_is_like_it()
    {
        var (metal, cloud) = (ProfileFile.Load(SourceRoot.Path, "metal"), ProfileFile.Load(SourceRoot.Path, "nocloud"));
        Assert.Equal(metal.Links, cloud.Links);
        Assert.Equal(("nocloud", metal.KernelPackage, metal.ModuleList), (cloud.Name, cloud.KernelPackage, cloud.ModuleList));
        Assert.All(cloud.Outputs, output => Assert.StartsWith("nocloud-amd64.", output.File, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("base: metal\nplatform: moon\noutputs: []\n", "p.yaml:2: platform: 'moon' is not one of akamai, ")]
    [InlineData("base: metal\nplatform: aws\nprogram: { path: /init }\n", "p.yaml:3: program: is not a known setting")]
    [InlineData("base: metal\n", "p.yaml:1: platform: is required")]
    public void A_mistake_in_a_derived_profile_is_reported(string yaml, string problem) => Assert.StartsWith(problem,
        Assert.Throws<BuildException>(() => ProfileFile.Parse("p.yaml", "p", yaml, name => ProfileFile.Load(SourceRoot.Path, name))).Message, StringComparison.Ordinal);
}
