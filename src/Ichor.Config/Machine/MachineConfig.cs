namespace Ichor.Config;

/// <summary>What a machine config asks for: the v1alpha1 document, and what other documents add to it.</summary>
public sealed record MachineConfig
{
    public static MachineConfig Empty { get; } = new();

    /// <summary><c>machine.type</c>; null when not given.</summary>
    public MachineType? Type { get; init; }

    public NetworkConfig Network { get; init; } = new();

    /// <summary><c>machine.env</c>, in the order written.</summary>
    public ValueList<EnvironmentVariable> Env { get; init; }

    /// <summary><c>machine.files</c>, in the order written: several appends to one path add up.</summary>
    public ValueList<MachineFile> Files { get; init; }

    public TimeConfig Time { get; init; } = new();

    /// <summary><c>machine.sysctls</c>: paths below /proc/sys.</summary>
    public ValueList<KernelParameter> Sysctls { get; init; }

    /// <summary><c>machine.sysfs</c>: paths below /sys.</summary>
    public ValueList<KernelParameter> Sysfs { get; init; }

    /// <summary><c>machine.kernel.modules</c>: modules to load, in this order, each once.</summary>
    public ValueList<KernelModule> KernelModules { get; init; }

    /// <summary><c>machine.token</c>: by it machines join a cluster.</summary>
    public Secret<string>? Token { get; init; }

    /// <summary><c>machine.ca</c>: signs the certificates of the machine API.</summary>
    public CertificateAuthority? Ca { get; init; }

    public ValueList<CertificateAuthority> AcceptedCas { get; init; }

    /// <summary>Names and addresses in the machine API's certificate, beside its own.</summary>
    public ValueList<string> CertSans { get; init; }

    /// <summary><c>machine.install</c>; null when not given.</summary>
    public InstallConfig? Install { get; init; }

    public FeaturesConfig Features { get; init; } = new();

    public ValueList<LogDestination> LogDestinations { get; init; }

    public ValueList<NamedText> NodeLabels { get; init; }

    public ValueList<NamedText> NodeAnnotations { get; init; }

    /// <summary>Values are <c>VALUE:EFFECT</c> or <c>EFFECT</c>.</summary>
    public ValueList<NamedText> NodeTaints { get; init; }

    /// <summary>What other parts of the system need to know of <c>cluster</c>.</summary>
    public ClusterConfig Cluster { get; init; } = new();

    /// <summary>What documents beside v1alpha1 say that v1alpha1 cannot say, or says otherwise.</summary>
    public NetworkDocuments Documents { get; init; } = NetworkDocuments.None;

    /// <summary>The v1alpha1 document.</summary>
    internal static MachineConfig Read(ObjectReader o)
    {
        o.OptionalOrNull("version", Scalars.Text, "Version of the document; v1alpha1.", "v1alpha1");
        o.OptionalOrNull("apiVersion", Scalars.Text, "May stand in place of version.", "v1alpha1");
        var debug = o.Optional("debug", Scalars.Bool, false, "Accepted; logs are always complete.");
        var persist = o.Optional("persist", Scalars.Bool, true, "Accepted for older documents.");
        o.NoEffect("debug", debug);
        o.NoEffect("persist", !persist);
        var machine = o.Section("machine", ReadMachine, "The machine itself.") with
        {
            Cluster = o.Section("cluster", ClusterConfig.Read, "The cluster that the machine belongs to."),
        };
        return o.Validate(machine, CheckCluster);
    }

    private static MachineConfig ReadMachine(ObjectReader o)
    {
        var machine = new MachineConfig
        {
            Type = o.OptionalValue("type", Scalars.Enum(("worker", MachineType.Worker), ("controlplane", MachineType.ControlPlane), ("init", MachineType.Init)), "Role of the machine in its cluster."),
            Network = o.Section("network", NetworkConfig.Read, "Links, addresses, routes, names."),
            Env = o.Map("env", Scalars.EnvironmentName, Scalars.Text, (name, value, at) => new EnvironmentVariable(name, value, at), "Environment of the services, as the proxies.", "http_proxy: http://192.0.2.1:3128"),
            Files = o.List("files", MachineFile.Read, "Files to write."),
            Time = o.Section("time", TimeConfig.Read, "Time synchronisation."),
            Sysctls = o.Map("sysctls", Scalars.KernelKey, Scalars.Text, KernelParameter.At, "Kernel parameters below /proc/sys.", "net.ipv4.ip_forward: 1"),
            Sysfs = o.Map("sysfs", Scalars.KernelKey, Scalars.Text, KernelParameter.At, "Files below /sys.", "devices.system.cpu.cpu0.cpufreq.scaling_governor: performance"),
            KernelModules = o.Section("kernel", KernelModule.ReadAll, "The kernel."),
            Token = o.OptionalOrNull("token", Scalars.Secret, "Token by which machines join a cluster."),
            Ca = o.Object("ca", CertificateAuthority.Read, "Certificate authority of the machine API."),
            AcceptedCas = o.List("acceptedCAs", CertificateAuthority.ReadAccepted, "Further authorities that the machine API accepts."),
            CertSans = o.List("certSANs", Scalars.NonEmptyText, "Names and addresses in the machine API's certificate, beside its own.", "192.0.2.10"),
            Install = o.Object("install", InstallConfig.Read, "Installation to a disk."),
            Features = o.Section("features", FeaturesConfig.Read, "Features that may be switched."),
            LogDestinations = o.Section("logging", LogDestination.ReadAll, "Where messages go beside the machine's own log."),
            NodeLabels = o.Map("nodeLabels", Scalars.NonEmptyText, Scalars.Text, NamedText.At, "Labels of the Kubernetes node.", "rack: a1"),
            NodeAnnotations = o.Map("nodeAnnotations", Scalars.NonEmptyText, Scalars.Text, NamedText.At, "Annotations of the Kubernetes node.", "rack: a1"),
            NodeTaints = o.Map("nodeTaints", Scalars.NonEmptyText, Scalars.Text, NamedText.At, "Taints of the Kubernetes node.", "rack: a1:NoSchedule"),
        };
        o.NotYet("token", "joining a cluster");
        o.NotYet("ca", "the machine API");
        o.NotYet("acceptedCAs", "the machine API", !machine.AcceptedCas.IsEmpty);
        o.NotYet("certSANs", "the machine API", !machine.CertSans.IsEmpty);
        o.NotYet("nodeLabels", "Kubernetes", !machine.NodeLabels.IsEmpty);
        o.NotYet("nodeAnnotations", "Kubernetes", !machine.NodeAnnotations.IsEmpty);
        o.NotYet("nodeTaints", "Kubernetes", !machine.NodeTaints.IsEmpty);
        o.NotYet("install", "installation to a disk");
        o.NotYet("logging", "sending messages elsewhere");
        ForeignKeys.Machine(o);
        return machine;
    }

    private static void CheckCluster(ObjectReader o, MachineConfig config)
    {
        if (config.Network.KubeSpan is { Enabled: true } && !config.Cluster.DiscoveryEnabled)
            o.Error("machine", "network.kubespan.enabled needs cluster.discovery.enabled");
        if (config.Type != MachineType.Worker)
            return;
        foreach (var (device, index) in config.Network.Interfaces.Select((device, index) => (device, index)))
            foreach (var vip in device.Vlans.Select(vlan => vlan.Vip).Prepend(device.Vip))
                if (vip is not null && !device.Ignore)
                    o.Error(vip.Because, $"machine.network.interfaces[{index}].vip", "a shared address is for control plane machines only");
    }
}
