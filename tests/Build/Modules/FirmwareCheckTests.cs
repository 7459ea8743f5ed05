using System.Collections.Immutable;
using Ichor.Build.Modules;

namespace Ichor.Build.Tests.Modules;

public sealed class FirmwareCheckTests
{
    static readonly ImmutableArray<WantedModule> Reviewed = ModuleList.Parse("firmware.list", "# reviewed\nice # safe mode\n");

    [Fact]
    public void A_reviewed_module_and_one_without_firmware_are_in_order() => Assert.Empty(Problems([], ("ice", ["ice.pkg"]), ("e1000", [])));

    [Fact]
    public void A_module_that_nobody_has_reviewed_is_named_with_what_it_asks_for() =>
        Assert.Equal(["module qed asks for firmware qed/one.bin and 1 more, not in the image: if it works without, say so in firmware.list; else ship the firmware, or leave the module out"],
            Problems([], ("ice", ["ice.pkg"]), ("qed", ["qed/one.bin", "qed/two.bin"])));

    [Fact]
    public void Firmware_that_is_shipped_is_not_missed() =>
        Assert.Empty(Problems(["qed/one.bin", "qed/two-1.2.bin"], ("ice", ["ice.pkg"]), ("qed", ["qed/one.bin", "qed/two-*.bin"])));

    [Fact]
    public void A_line_that_is_about_nothing_is_named() =>
        Assert.Equal(["firmware.list:2: ice: no such module is shipped, or it lacks no firmware: take the line out"], Problems([], ("e1000", [])));

    static IReadOnlyList<string> Problems(string[] files, params (string Name, string[] Firmware)[] modules)
    {
        var infos = modules.ToDictionary(module => module.Name, module => new ModInfo([], [], [], [.. module.Firmware]), StringComparer.Ordinal);
        var closure = new ModuleClosure(infos.Keys.Select(name => ModuleFile.At($"kernel/{name}.ko")), file => infos[file.Name]);
        foreach (var name in infos.Keys) closure.Add(name);
        return FirmwareCheck.Problems(closure, files, "firmware.list", Reviewed);
    }
}
