using System.Text.Json.Nodes;
using Ichor.Lab;

namespace Ichor.Images.Tests;

/// <summary>Ways out of a running machine, other than the power button.</summary>
[Trait("Category", "Qemu")]
public class LeavingTests : LaboratoryTest
{
    [Fact]
    public async Task Ctrl_alt_del_is_an_orderly_reboot()
    {
        var node = Lab.Machine("node").Nic(Lab.Network("lan").WithDhcp("10.0.0.0/24")).WithShell();
        await Lab.StartAsync();
        await node.ReadyAsync();

        // Not the kernel's own reboot, which asks nobody (kernel/reboot.c, ctrl_alt_del).
        Assert.Equal("0", (await node.ShellAsync("cat /proc/sys/kernel/ctrl-alt-del")).Trim());
        var keys = new JsonArray([.. new[] { "ctrl", "alt", "delete" }.Select(key => new JsonObject { ["type"] = "qcode", ["data"] = key })]);
        await node.Qmp.ExecuteAsync("send-key", new JsonObject { ["keys"] = keys });
        await node.SaysAsync("init: reboot: ctrl-alt-del");
        await node.SaysAsync("init: reboot now");
        await node.Stopped.WaitAsync(Lab.Patience(10.Seconds));
    }

    [Fact]
    public async Task A_machine_may_be_halted_with_the_power_on()
    {
        var node = Lab.Machine("node").Nic(Lab.Network("lan").WithDhcp("10.0.0.0/24")).Cmdline("talos.shutdown=halt");
        await Lab.StartAsync();
        await node.SaysAsync("Power Button [PWRF]");      // its driver: before that nobody hears it

        await node.Qmp.ExecuteAsync("system_powerdown");
        await node.SaysAsync("init: halt: power button");
        await node.SaysAsync("reboot: System halted");
        Assert.False(node.Stopped.IsCompleted);
    }
}
