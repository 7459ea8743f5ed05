using System.Collections.Immutable;

namespace Ichor.Config;

/// <summary>
/// The network as the platform has it. On metal that is the value <see cref="MetaValues.NetworkConfig"/> of META, a YAML document whose
/// lists have the fields of Talos's resources (pkg/machinery/resources/network).
/// </summary>
public sealed record PlatformConfig
{
    public ValueList<PlatformAddress> Addresses { get; init; }

    public ValueList<PlatformLink> Links { get; init; }

    public ValueList<PlatformRoute> Routes { get; init; }

    /// <summary>At most one.</summary>
    public ValueList<PlatformHostname> Hostnames { get; init; }

    /// <summary>At most one.</summary>
    public ValueList<PlatformResolver> Resolvers { get; init; }

    /// <summary>At most one.</summary>
    public ValueList<PlatformTimeServers> TimeServers { get; init; }

    public ValueList<PlatformOperator> Operators { get; init; }

    /// <summary>Every key of the document.</summary>
    public static ConfigSchema Schema => ConfigSchema.Of(Read) with
    {
        Description = "The network as the platform has it: on metal the value 0x0a of the partition META. What it says goes before the kernel command line, "
            + "and behind leases and the machine config.",
        Example = PlatformExample.Text,
    };

    /// <summary>Reads, validates and reports every problem at once.</summary>
    /// <param name="name">What messages and provenances call the document.</param>
    /// <param name="yaml">Its text.</param>
    /// <returns>The document, null when there is any error; and the problems, in its order.</returns>
    public static (PlatformConfig? Config, ImmutableArray<Problem> Problems) Load(string name, string yaml)
    {
        var (read, problems) = ObjectReader.ReadText(name, yaml, Read);
        return (read?.WithoutRepetitions(), [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
    }

    internal static PlatformConfig Read(ObjectReader o)
    {
        var config = new PlatformConfig
        {
            Addresses = o.List("addresses", PlatformAddress.Read, "Addresses, each with the link that it is on."),
            Links = o.List("links", PlatformLink.Read, "Links. A NIC that is named here gets no DHCP by itself."),
            Routes = o.List("routes", PlatformRoute.Read, "Routes, each with the link that it leads over."),
            Hostnames = o.List("hostnames", PlatformHostname.Read, "Host name; of several the last one counts."),
            Resolvers = o.List("resolvers", PlatformResolver.Read, "Name servers and search domains; of several entries the last one counts."),
            TimeServers = o.List("timeServers", PlatformTimeServers.Read, "Time servers; of several entries the last one counts."),
            Operators = o.List("operators", PlatformOperator.Read, "What is run on links."),
        };
        var external = o.List("externalIPs", Scalars.IpAddress, "Addresses under which the machine is reached from outside.", "192.0.2.1");
        o.NotYet("externalIPs", "an external address", !external.IsEmpty);
        o.Foreign("probes", "What is asked to know whether there is a network.", PlatformForeign.Probes);
        o.Foreign("metadata", "What the platform says of the machine.", PlatformForeign.Metadata);
        return o.Validate(config, TellRepetitions);
    }

    /// <summary>In a resource of Talos's the layer says who wrote it; here that is known.</summary>
    internal static void ReadLayer(ObjectReader o)
    {
        o.OptionalOrNull("layer", PlatformScalars.Layer, "Always platform, whatever is written.", "platform");
        o.NoEffect("layer", asked: false);
    }

    /// <summary>As in Talos, where a later entry takes the place of an earlier one of the same name.</summary>
    private PlatformConfig WithoutRepetitions() => this with
    {
        Addresses = LastOfEach(Addresses, address => (address.Link, address.Address)),
        Links = LastOfEach(Links, link => link.Name),
        Hostnames = LastOfEach(Hostnames, _ => 0),
        Resolvers = LastOfEach(Resolvers, _ => 0),
        TimeServers = LastOfEach(TimeServers, _ => 0),
        Operators = LastOfEach(Operators, run => (run.Kind, run.Link, run.Address)),
    };

    private static void TellRepetitions(ObjectReader o, PlatformConfig read)
    {
        var once = read.WithoutRepetitions();
        Tell("addresses", read.Addresses, once.Addresses, address => address.Because);
        Tell("links", read.Links, once.Links, link => link.Because);
        Tell("hostnames", read.Hostnames, once.Hostnames, hostname => hostname.Because);
        Tell("resolvers", read.Resolvers, once.Resolvers, resolver => resolver.Because);
        Tell("timeServers", read.TimeServers, once.TimeServers, servers => servers.Because);
        Tell("operators", read.Operators, once.Operators, run => run.Because);

        void Tell<T>(string list, ValueList<T> items, ValueList<T> kept, Func<T, Provenance> because) where T : class
        {
            foreach (var (i, item) in items.Index())
                if (!kept.Any(other => ReferenceEquals(other, item)))
                    o.Notice(because(item), $"{list}[{i}]", "is said again further below, and that counts");
        }
    }

    private static ValueList<T> LastOfEach<T, TKey>(ValueList<T> items, Func<T, TKey> key) where TKey : notnull
    {
        var last = new Dictionary<TKey, int>();
        foreach (var (i, item) in items.Index())
            last[key(item)] = i;
        return items.Where((item, i) => last[key(item)] == i).ToValueList();
    }
}
