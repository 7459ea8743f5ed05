using System.Text.Json.Nodes;
using Ichor.Lab.Switching;
using Ichor.Protocols.Packets;

namespace Ichor.Lab.Machines;

/// <summary>A network card of a machine: its place on the switch, its cable and, while the machine runs, the card itself.</summary>
public sealed class GuestNic
{
    readonly Machine machine;

    internal GuestNic(Machine machine, int index, NicSpec spec, StreamPort port)
    {
        this.machine = machine;
        Index = index;
        Spec = spec;
        Port = port;
    }

    /// <summary>Its number, from 0.</summary>
    public int Index { get; }

    /// <summary>What it is.</summary>
    public NicSpec Spec { get; }

    /// <summary>Its place on the switch: loss, delay and partition are set there.</summary>
    public StreamPort Port { get; }

    /// <summary>Its Ethernet address.</summary>
    public MacAddress Mac => MacAddress.Parse(Spec.Mac);

    /// <summary>Pulls the cable: the guest loses its carrier and frames are dropped.</summary>
    public async Task UnplugAsync()
    {
        Port.Cut();
        await SetLinkAsync(up: false);
    }

    /// <summary>Puts the cable back.</summary>
    public async Task PlugAsync()
    {
        Port.Mend();
        await SetLinkAsync(up: true);
    }

    /// <summary>Takes the card out of the running machine, as PCI hot-unplug; completes when the guest has let go of it.</summary>
    public async Task RemoveAsync()
    {
        await machine.Qmp.ExecuteAsync("device_del", new JsonObject { ["id"] = $"nic{Index}" });
        await machine.Qmp.EventAsync("DEVICE_DELETED", data => data["device"]?.GetValue<string>() == $"nic{Index}")
            .Within(TimeSpan.FromSeconds(30), $"removal of nic{Index} from {machine.Name}");
        await machine.Qmp.ExecuteAsync("netdev_del", new JsonObject { ["id"] = $"net{Index}" });
    }

    /// <summary>Puts the card into the running machine, as PCI hot-plug.</summary>
    internal async Task InsertAsync()
    {
        await machine.Qmp.ExecuteAsync("netdev_add", new JsonObject
        {
            ["type"] = "stream",
            ["id"] = $"net{Index}",
            ["server"] = false,
            ["addr"] = new JsonObject { ["type"] = "unix", ["path"] = Spec.SocketPath },
        });
        var device = new JsonObject { ["driver"] = Spec.Model, ["id"] = $"nic{Index}", ["netdev"] = $"net{Index}", ["mac"] = Spec.Mac };
        foreach (var (name, value) in Spec.Place.Properties)
            device[name] = value;
        await machine.Qmp.ExecuteAsync("device_add", device);
    }

    async Task SetLinkAsync(bool up) =>
        await machine.Qmp.ExecuteAsync("set_link", new JsonObject { ["name"] = $"nic{Index}", ["up"] = up });
}
