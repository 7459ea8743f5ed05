namespace Ichor.Ctl.Tests;

public class PatchTests
{
    private const string Config = "# my machine\nmachine:\n  type: worker\n  network:\n    hostname: a\n---\napiVersion: v1alpha1\nkind: LinkConfig\nname: eth0\n";

    [Fact]
    public async Task Patches_from_a_file_and_inline_give_a_valid_config_with_its_documents_in_order()
    {
        using var file = Ctl.File(Config);
        using var patch = Ctl.File("machine:\n  network:\n    hostname: b\n");
        var result = await Ctl.RunAsync("patch", "--config", file.Path, "--patch", "@" + patch.Path, "--patch", "{machine: {type: controlplane}}", "-p", patch.Path);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal("machine:\n  type: controlplane\n  network:\n    hostname: b\n---\napiVersion: v1alpha1\nkind: LinkConfig\nname: eth0\n", result.Out);
    }

    [Fact]
    public async Task The_result_goes_to_a_file()
    {
        using var file = Ctl.File("machine: {type: worker}");
        using var to = Ctl.File("");
        var result = await Ctl.RunAsync("patch", "-c", file.Path, "-p", """[{"op": "replace", "path": "/machine/type", "value": "controlplane"}, {"op": "add", "path": "/debug", "value": true}]""", "-o", to.Path);
        Assert.Equal((0, "", ""), (result.Code, result.Out, result.Error));
        Assert.Equal("machine:\n  type: \"controlplane\"\ndebug: true\n", await File.ReadAllTextAsync(to.Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_patch_that_cannot_be_applied_writes_nothing_and_says_where()
    {
        using var file = Ctl.File(Config);
        var result = await Ctl.RunAsync("patch", "-c", file.Path, "-p", "[{op: remove, path: /machine}]");
        Assert.Equal((1, ""), (result.Code, result.Out));
        Assert.StartsWith("patch 1:1:1: a JSON patch names no document, so it needs a config of one document, and this one has 2", result.Error);
    }

    [Fact]
    public async Task A_patch_file_that_is_not_there_is_one_line()
    {
        using var file = Ctl.File(Config);
        Assert.StartsWith("ichorctl: /nonexistent.yaml: ", (await Ctl.RunAsync("patch", "-c", file.Path, "-p", "@/nonexistent.yaml")).Error);
    }

    [Fact]
    public async Task A_config_is_validated_with_its_patches()
    {
        using var file = Ctl.File("machine: {install: {}, network: {hostname: a}}");
        Assert.Equal(0, (await Ctl.RunAsync("validate", "-c", file.Path)).Code);
        var result = await Ctl.RunAsync("validate", "-c", file.Path, "-p", "{machine: {network: {hostname: a_b}}}");
        Assert.Equal(1, result.Code);
        Assert.Contains("patch 1:1:32: machine.network.hostname: 'a_b' is not a host name", result.Out);
    }
}
