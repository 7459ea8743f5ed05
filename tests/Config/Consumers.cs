using System.Text.RegularExpressions;

namespace Ichor.Config.Tests;

/// <summary>Who acts upon keys of the config.</summary>
/// <param name="Keys">As <c>KIND: path</c>; <c>*</c> stands for any part, <c>|</c> divides alternatives.</param>
/// <param name="File">The source file that does.</param>
/// <param name="Text">What of that file reads them.</param>
internal sealed record Consumer(string Keys, string File, string Text)
{
    private readonly Regex _keys = new("^(" + Regex.Escape(Keys).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal) + ")$");

    public bool Reads(string key) => _keys.IsMatch(key);
}

/// <summary>The reviewed list: whoever adds a key says here who acts upon it, or lets the reader say that nobody does.</summary>
internal static class Consumers
{
    private const string Expand = "src/Ichor.Network/Expand/", Node = "src/Ichor.Node/", DocumentExpansion = Expand + "DocumentExpansion.cs";

    private static readonly string[] LinkKinds =
        ["LinkConfig", "DummyLinkConfig", "VLANConfig", "BondConfig", "BridgeConfig", "VRFConfig", "VethConfig", "WireguardConfig"];

    public static IReadOnlyList<Consumer> All { get; } =
    [
        new("v1alpha1: version|v1alpha1: apiVersion", "src/Ichor.Config/ConfigLoader.cs", "Text(mapping, \"apiVersion\") == \"v1alpha1\""),
        new("v1alpha1: machine.type", "src/Ichor.Config/Documents/Operators/VipDocument.cs", "whole.Type == MachineType.Worker"),
        new("v1alpha1: machine.network.hostname|HostnameConfig: hostname", Expand + "MachineConfigExpansion.cs", "network.Hostname is"),
        new("v1alpha1: machine.network.interfaces[].interface", Expand + "DeviceExpansion.cs", "device.Interface is not"),
        new("v1alpha1: machine.network.interfaces[].deviceSelector.*", Expand + "DeviceExpansion.cs", "scope.SelectOrTell(device.Selector!"),
        new("v1alpha1: machine.network.interfaces[].bond.deviceSelectors[].*", Expand + "DeviceExpansion.cs", "config.DeviceSelectors"),
        new("v1alpha1: machine.network.interfaces[].bond.interfaces", Expand + "DeviceExpansion.cs", "config.Interfaces"),
        new("v1alpha1: machine.network.interfaces[].bond.*", Expand + "DeviceExpansion.cs", "device.Bond.Settings"),
        new("v1alpha1: machine.network.interfaces[].bridge.interfaces", Expand + "DeviceKinds.cs", "bridge.Interfaces"),
        new("v1alpha1: machine.network.interfaces[].bridge.stp.enabled", Expand + "DeviceKinds.cs", "bridge.Stp)"),
        new("v1alpha1: machine.network.interfaces[].bridge.vlan.vlanFiltering", Expand + "DeviceKinds.cs", "bridge.VlanFiltering)"),
        new("v1alpha1: machine.network.interfaces[].bridgePort.master", Expand + "DeviceKinds.cs", "port.Master"),
        new("v1alpha1: machine.network.interfaces[].dummy", Expand + "DeviceExpansion.cs", "device.Dummy ?"),
        new("v1alpha1: machine.network.interfaces[].ignore", Expand + "MachineConfigExpansion.cs", "if (!device.Ignore)"),
        new("v1alpha1: machine.network.interfaces[].mtu", Expand + "DeviceExpansion.cs", "device.Mtu"),
        new("v1alpha1: machine.network.interfaces[].vlans[].vlanId", Expand + "DeviceExpansion.cs", "vlan.VlanId"),
        new("v1alpha1: machine.network.interfaces[].vlans[].mtu", Expand + "DeviceExpansion.cs", "vlan.Mtu"),
        new("v1alpha1: machine.network.interfaces[].*addresses|v1alpha1: machine.network.interfaces[].*cidr", Expand + "DeviceExpansion.cs", "foreach (var address in addresses)"),
        new("v1alpha1: machine.network.interfaces[].*routes[].network", Expand + "RouteExpansion.cs", "route.Destination"),
        new("v1alpha1: machine.network.interfaces[].*routes[].gateway", Expand + "RouteExpansion.cs", "route.Gateway"),
        new("v1alpha1: machine.network.interfaces[].*routes[].source", Expand + "RouteExpansion.cs", "route.Source"),
        new("v1alpha1: machine.network.interfaces[].*routes[].metric", Expand + "RouteExpansion.cs", "route.Metric"),
        new("v1alpha1: machine.network.interfaces[].*routes[].mtu", Expand + "RouteExpansion.cs", "route.Mtu"),
        new("v1alpha1: machine.network.interfaces[].*dhcp", Expand + "DeviceExpansion.cs", "if (dhcp &&"),
        new("v1alpha1: machine.network.interfaces[].*dhcpOptions.ipv4", Expand + "DeviceExpansion.cs", "options.Ipv4"),
        new("v1alpha1: machine.network.interfaces[].*dhcpOptions.routeMetric", Expand + "DeviceExpansion.cs", "options.RouteMetric"),
        new("*privateKey", Expand + "WireGuardExpansion.cs", "config.PrivateKey"),
        new("*listenPort", Expand + "WireGuardExpansion.cs", "config.ListenPort"),
        new("*firewallMark", Expand + "WireGuardExpansion.cs", "config.FirewallMark"),
        new("*peers[].publicKey", Expand + "WireGuardExpansion.cs", "peer.PublicKey"),
        new("*peers[].presharedKey", Expand + "WireGuardExpansion.cs", "peer.PresharedKey"),
        new("*peers[].endpoint", Expand + "WireGuardExpansion.cs", "peer.Endpoint"),
        new("*peers[].persistentKeepaliveInterval", Expand + "WireGuardExpansion.cs", "peer.PersistentKeepaliveInterval"),
        new("*peers[].allowedIPs", Expand + "WireGuardExpansion.cs", "peer.AllowedIps"),
        new("v1alpha1: machine.network.nameservers|ResolverConfig: nameservers[].address", Expand + "MachineConfigExpansion.cs", "network.Nameservers.Select"),
        new("v1alpha1: machine.network.searchDomains|ResolverConfig: searchDomains.domains", Expand + "MachineConfigExpansion.cs", "network.SearchDomains is"),
        new("v1alpha1: machine.network.disableSearchDomain|ResolverConfig: searchDomains.disableDefault", Node + "Files/EtcFiles.cs", "Network.DisableSearchDomain"),
        new("v1alpha1: machine.network.extraHostEntries[].*|StaticHostConfig: *", Node + "Files/EtcFiles.cs", "Network.ExtraHostEntries"),
        new("v1alpha1: machine.env|EnvironmentConfig: variables", Node + "Files/MachineSettings.cs", "wanted.Env"),
        new("v1alpha1: machine.files[].path", Node + "Files/MachineFiles.cs", "file.Path"),
        new("v1alpha1: machine.files[].content", Node + "Files/MachineFiles.cs", ".Content"),
        new("v1alpha1: machine.files[].permissions", Node + "Files/MachineFiles.cs", ".Permissions"),
        new("v1alpha1: machine.files[].op", Node + "Files/MachineFiles.cs", ".Op"),
        new("v1alpha1: machine.time.servers|TimeSyncConfig: ntp.servers", Expand + "MachineConfigExpansion.cs", "config.Time.Servers.Select"),
        new("v1alpha1: machine.time.disabled|TimeSyncConfig: enabled", Node + "TimeHost.cs", "config?.Disabled"),
        new("v1alpha1: machine.time.bootTimeout|TimeSyncConfig: bootTimeout", Node + "TimeHost.cs", "config?.BootTimeout"),
        new("v1alpha1: machine.sysctls|SysctlConfig: params", Node + "Files/KernelParameters.cs", "config.Sysctls"),
        new("v1alpha1: machine.kernel.modules[].name|KernelModuleConfig: name", Node + "Modules/KernelModules.cs", "module.KernelName"),
        new("v1alpha1: machine.kernel.modules[].parameters|KernelModuleConfig: parameters", Node + "Modules/KernelModules.cs", "module.Parameters"),
        new("v1alpha1: machine.sysfs", Node + "Files/KernelParameters.cs", "config.Sysfs"),
        new("BlackholeRouteConfig: name", Expand + "RuleExpansion.cs", "document.Destination"),
        new("BlackholeRouteConfig: metric", Expand + "RuleExpansion.cs", "document.Metric"),
        new("DHCPv4Config: name", Expand + "DocumentExpansion.cs", "document.Link, because"),
        new("DHCPv4Config: routeMetric", Expand + "DocumentExpansion.cs", "document.RouteMetric"),
        new("DHCPv4Config: ignoreHostname", Expand + "DocumentExpansion.cs", "document.IgnoreHostname"),
        new("DHCPv4Config: ignoreRoutes", Expand + "DocumentExpansion.cs", "document.IgnoreRoutes"),
        new("DHCPv4Config: clientIdentifier", Expand + "DocumentExpansion.cs", "document.ClientIdentifier"),
        new("DHCPv4Config: duidRaw", Expand + "DocumentExpansion.cs", "document.DuidRaw"),
        new("EthernetConfig: name", Expand + "EthernetExpansion.cs", "document.Link"),
        new("EthernetConfig: features", Expand + "EthernetExpansion.cs", "document.Features"),
        new("EthernetConfig: rings.*", Expand + "EthernetExpansion.cs", "document.Rings"),
        new("EthernetConfig: channels.*", Expand + "EthernetExpansion.cs", "document.Channels"),
        new("EthernetConfig: wakeOnLan", Expand + "EthernetExpansion.cs", "document.WakeOnLan"),
        new("LinkAliasConfig: name", Expand + "AliasExpansion.cs", "document.AliasOf(i)"),
        new("LinkAliasConfig: selector.match", Expand + "AliasExpansion.cs", "document.Match.Matches"),
        new("RoutingRuleConfig: name", Expand + "RuleExpansion.cs", "document.Priority"),
        new("RoutingRuleConfig: src", Expand + "RuleExpansion.cs", "document.Source"),
        new("RoutingRuleConfig: dst", Expand + "RuleExpansion.cs", "document.Destination"),
        new("RoutingRuleConfig: table", Expand + "RuleExpansion.cs", "document.Table"),
        new("RoutingRuleConfig: action", Expand + "RuleExpansion.cs", "document.Action"),
        new("RoutingRuleConfig: iifName", Expand + "RuleExpansion.cs", "document.InLink"),
        new("RoutingRuleConfig: oifName", Expand + "RuleExpansion.cs", "document.OutLink"),
        new("RoutingRuleConfig: fwMark", Expand + "RuleExpansion.cs", "document.FirewallMark"),
        new("RoutingRuleConfig: fwMask", Expand + "RuleExpansion.cs", "document.FirewallMask"),
        Links("name", "document.Name"),
        Links("up", "document.Up"),
        Links("mtu", "document.Mtu"),
        Links("multicast", "document.Multicast"),
        Links("addresses[].address", "address.Address"),
        Links("addresses[].routePriority", "address.RoutePriority"),
        Links("routes[].destination", "route.Destination", Expand + "RouteExpansion.cs"),
        Links("routes[].gateway", "route.Gateway", Expand + "RouteExpansion.cs"),
        Links("routes[].source", "route.Source", Expand + "RouteExpansion.cs"),
        Links("routes[].metric", "route.Metric", Expand + "RouteExpansion.cs"),
        Links("routes[].mtu", "route.Mtu", Expand + "RouteExpansion.cs"),
        Links("routes[].table", "route.Table", Expand + "RouteExpansion.cs"),
        new("*Config: hardwareAddr", DocumentExpansion, "document.HardwareAddress"),
        new("*Config: links", DocumentExpansion, "document.Ports"),
        new("VLANConfig: parent", DocumentExpansion, "document.Parent"),
        new("VethConfig: peer.*", DocumentExpansion, "document.Peer"),
        new("BondConfig: *|BridgeConfig: stp.enabled|BridgeConfig: vlan.filtering|VLANConfig: vlanID|VLANConfig: vlanMode|VRFConfig: table", DocumentExpansion, "document.Settings"),
    ];

    /// <summary>A key that every document about a link has.</summary>
    private static Consumer Links(string path, string text, string file = DocumentExpansion) => new(string.Join('|', LinkKinds.Select(kind => $"{kind}: {path}")), file, text);
}
