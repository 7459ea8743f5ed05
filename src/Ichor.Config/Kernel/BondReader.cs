using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>Reads <c>bond=name[:port,port…[:option=value,option=value…[:mtu]]]</c>. Unlike Talos, several bonds are allowed.</summary>
internal static class BondReader
{
    public static BondArgument? Read(string value, List<BondArgument> others, Complaints complaints)
    {
        var fields = value.Split(':');
        if (fields.Length > 4)
        {
            complaints.Error("is not NAME[:PORT,PORT…[:OPTION=VALUE,…[:MTU]]]");
            return null;
        }
        string Field(int number, string otherwise = "") => number < fields.Length && fields[number].Length > 0 ? fields[number] : otherwise;

        var valid = complaints.TryRead(Field(0, "bond0"), Scalars.LinkName, out var name, "name");
        valid &= TryPorts(Field(1, "eth0,eth1"), complaints, out var ports);
        valid &= TryOptions(Field(2), complaints, out var settings);
        uint? mtu = null;
        if (Field(3).Length > 0)
        {
            valid &= complaints.TryRead(Field(3), Scalars.Mtu, out var given, "MTU");
            mtu = NonZero.Of(given);
        }
        return valid && IsUnique(name, ports, others, complaints)
            ? new BondArgument { Because = complaints.Because, Name = name, Ports = ports, Settings = settings, Mtu = mtu }
            : null;
    }

    private static bool TryPorts(string text, Complaints complaints, out ValueList<LinkName> ports)
    {
        var names = new List<LinkName>();
        var valid = true;
        foreach (var port in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            valid &= complaints.TryRead(port, Scalars.LinkName, out var name, "port");
            names.Add(name);
        }
        ports = names.ToValueList();
        return valid;
    }

    private static bool TryOptions(string text, Complaints complaints, out LinkSettings settings)
    {
        settings = LinkSettings.Empty;
        var valid = true;
        foreach (var option in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
            valid &= TryOption(option, complaints, ref settings);
        if (!valid)
            return false;
        foreach (var (setting, isError, message) in BondRules.Check(settings))
        {
            valid &= !isError;
            if (isError)
                complaints.Error($"{BondOptionNames.Of(setting)} {message}");
            else
                complaints.Notice($"{BondOptionNames.Of(setting)} {message}");
        }
        return valid;
    }

    private static bool TryOption(string option, Complaints complaints, ref LinkSettings settings)
    {
        var equals = option.IndexOf('=');
        if (equals < 0)
        {
            complaints.Error($"bond option '{option}' has no value");
            return false;
        }
        var name = option[..equals];
        if (BondOptionNames.Find(name) is not { } setting)
        {
            complaints.Error($"unknown bond option: {name}{BondOptionNames.Guess(name)}");
            return false;
        }
        // Several addresses are divided by ';' here, as ',' divides options.
        if (!complaints.TryRead(option[(equals + 1)..].Replace(';', ','), Scalars.Of(setting), out var value, name))
            return false;
        settings = settings.With(setting, value);
        return true;
    }

    private static bool IsUnique(LinkName name, ValueList<LinkName> ports, List<BondArgument> others, Complaints complaints)
    {
        if (others.Exists(other => other.Name == name))
            complaints.Error($"there is a bond {name} already");
        else if (ports.Contains(name))
            complaints.Error($"{name} cannot be its own port");
        else if (ports.Where(port => others.Exists(other => other.Ports.Contains(port))).Select(port => port.ToString()).FirstOrDefault() is { } taken)
            complaints.Error($"{taken} is a port of another bond already");
        else
            return true;
        return false;
    }
}
