namespace Ichor.Netlink.Links;

/// <summary>A kind of link that rtnetlink can create, with its settings as rows.</summary>
/// <remarks>Also a group of settings that a link has beside those of its kind: as a port, or those of its driver.</remarks>
public sealed class LinkKind
{
    private readonly List<LinkSetting> _settings = [];

    internal LinkKind(string name, Stacking stacking)
    {
        Name = name;
        Stacking = stacking;
    }

    /// <summary>Every kind this library knows, by name.</summary>
    public static IReadOnlyList<LinkKind> All => Registry.Kinds;

    /// <summary>IFLA_INFO_KIND, such as <c>bond</c>.</summary>
    public string Name { get; }

    /// <summary>How it relates to other links.</summary>
    public Stacking Stacking { get; }

    /// <summary>The settings, in the order in which they are printed and sent.</summary>
    public IReadOnlyList<LinkSetting> Settings => _settings;

    /// <summary>The kind with that IFLA_INFO_KIND, or null.</summary>
    public static LinkKind? Find(string name)
    {
        foreach (var kind in All)
            if (kind.Name == name)
                return kind;
        return null;
    }

    /// <summary>The settings that a port of such a master has (IFLA_INFO_SLAVE_KIND), or null.</summary>
    public static LinkKind? FindPort(string masterKind)
    {
        foreach (var port in Registry.Ports)
            if (port.Name == masterKind)
                return port;
        return null;
    }

    /// <summary>The setting with that name in machine config, or null.</summary>
    public LinkSetting? FindSetting(string name)
    {
        foreach (var setting in _settings)
            if (setting.Name == name)
                return setting;
        return null;
    }

    /// <summary>The setting that this attribute of IFLA_INFO_DATA carries, or null.</summary>
    internal LinkSetting? FindSetting(ushort attribute)
    {
        foreach (var setting in _settings)
            if (setting.Attribute == attribute)
                return setting;
        return null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal LinkSetting<T> Setting<T>(string name, ushort attribute, Wire<T> wire, SettingChange change = SettingChange.Live,
        Func<LinkSettings, bool>? appliesTo = null, object? kernelDefault = null, bool isMachineConfig = true) where T : notnull
    {
        var setting = new LinkSetting<T>(this, name, attribute, wire, change, appliesTo, kernelDefault) { IsMachineConfig = isMachineConfig };
        _settings.Add(setting);
        return setting;
    }

    internal int PositionOf(LinkSetting setting) => _settings.IndexOf(setting);

    /// <summary>Appends the settings to IFLA_INFO_DATA.</summary>
    internal static void Encode(NetlinkMessage data, LinkSettings settings, Func<LinkName, int?> indexOf)
    {
        foreach (var (setting, value) in settings.Entries)
            setting.Encode(data, value, indexOf);
    }

    /// <summary>Reads IFLA_INFO_DATA. Attributes that no row knows are skipped.</summary>
    internal LinkSettings Decode(AttributeReader data, Func<int, LinkName?> nameOf)
    {
        var settings = LinkSettings.Empty;
        foreach (var attribute in data)
            foreach (var setting in _settings)
                if (setting.Attribute == attribute.Type && setting.TryDecode(attribute, nameOf, out var value))
                    settings = settings.With(setting, value);
        return settings;
    }

    /// <summary>Apart from <see cref="LinkKind"/>, whose own static initialisation runs inside of that of the kinds.</summary>
    private static class Registry
    {
        public static readonly LinkKind[] Kinds =
            [Bond.Kind, Bridge.Kind, Dummy.Kind, Veth.Kind, Vlan.Kind, Vrf.Kind, WireGuard.Kind];

        public static readonly LinkKind[] Ports = [BondPortSettings.Kind, BridgePort.Kind];
    }
}
