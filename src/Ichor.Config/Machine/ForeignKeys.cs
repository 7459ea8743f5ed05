namespace Ichor.Config;

/// <summary>Keys of Talos's v1alpha1 document that this system knows by name and shape only, so that a real config loads.</summary>
internal static class ForeignKeys
{
    private static readonly KnownShape Pair = KnownShape.Object(("crt", KnownShape.Text), ("key", KnownShape.Text));

    private static readonly KnownShape Switch = KnownShape.Object(("disabled", KnownShape.Boolean));

    private static readonly KnownShape Resources = KnownShape.Object(("requests", KnownShape.Any), ("limits", KnownShape.Any));

    private static readonly KnownShape Volumes = KnownShape.ListOf(KnownShape.Object(
        ("hostPath", KnownShape.Text), ("mountPath", KnownShape.Text), ("readonly", KnownShape.Boolean)));

    private static readonly KnownShape IdMappings = KnownShape.ListOf(KnownShape.Object(
        ("containerID", KnownShape.Integer), ("hostID", KnownShape.Integer), ("size", KnownShape.Integer)));

    private static readonly KnownShape Kubelet = KnownShape.Object(
        ("image", KnownShape.Text), ("clusterDNS", KnownShape.Texts), ("extraArgs", KnownShape.Arguments),
        ("extraMounts", KnownShape.ListOf(KnownShape.Object(
            ("destination", KnownShape.Text), ("type", KnownShape.Text), ("source", KnownShape.Text), ("options", KnownShape.Texts),
            ("uidMappings", IdMappings), ("gidMappings", IdMappings)))),
        ("extraConfig", KnownShape.Any), ("credentialProviderConfig", KnownShape.Any),
        ("defaultRuntimeSeccompProfileEnabled", KnownShape.Boolean), ("registerWithFQDN", KnownShape.Boolean),
        ("nodeIP", KnownShape.Object(("validSubnets", KnownShape.Texts))),
        ("skipNodeRegistration", KnownShape.Boolean), ("disableManifestsDirectory", KnownShape.Boolean));

    private static readonly KnownShape Disks = KnownShape.ListOf(KnownShape.Object(
        ("device", KnownShape.Text),
        ("partitions", KnownShape.ListOf(KnownShape.Object(("size", KnownShape.Text), ("mountpoint", KnownShape.Text))))));

    private static readonly KnownShape Registries = KnownShape.Object(
        ("mirrors", KnownShape.MapOf(KnownShape.Object(
            ("endpoints", KnownShape.Texts), ("overridePath", KnownShape.Boolean), ("skipFallback", KnownShape.Boolean)))),
        ("config", KnownShape.MapOf(KnownShape.Object(
            ("tls", KnownShape.Object(("clientIdentity", Pair), ("ca", KnownShape.Text), ("insecureSkipVerify", KnownShape.Boolean))),
            ("auth", KnownShape.Object(
                ("username", KnownShape.Text), ("password", KnownShape.Text), ("auth", KnownShape.Text), ("identityToken", KnownShape.Text)))))));

    private static readonly KnownShape Encryption = KnownShape.Object(
        ("provider", KnownShape.Text), ("cipher", KnownShape.Text), ("keySize", KnownShape.Integer), ("blockSize", KnownShape.Integer),
        ("options", KnownShape.Texts),
        ("keys", KnownShape.ListOf(KnownShape.Object(
            ("slot", KnownShape.Integer),
            ("static", KnownShape.Object(("passphrase", KnownShape.Text))),
            ("nodeID", KnownShape.Object()),
            ("kms", KnownShape.Object(("endpoint", KnownShape.Text))),
            ("tpm", KnownShape.Object(
                ("checkSecurebootStatusOnEnroll", KnownShape.Boolean),
                ("options", KnownShape.Object(("pcrs", KnownShape.ListOf(KnownShape.Integer))))))))));

    private static readonly KnownShape ApiServer = KnownShape.Object(
        ("image", KnownShape.Text), ("extraArgs", KnownShape.Arguments), ("extraVolumes", Volumes), ("env", KnownShape.TextMap),
        ("certSANs", KnownShape.Texts), ("disablePodSecurityPolicy", KnownShape.Boolean),
        ("admissionControl", KnownShape.ListOf(KnownShape.Object(("name", KnownShape.Text), ("configuration", KnownShape.Any)))),
        ("auditPolicy", KnownShape.Any), ("resources", Resources),
        ("authorizationConfig", KnownShape.ListOf(KnownShape.Object(
            ("type", KnownShape.Text), ("name", KnownShape.Text), ("webhook", KnownShape.Any)))));

    private static readonly KnownShape ControllerManager = KnownShape.Object(
        ("image", KnownShape.Text), ("extraArgs", KnownShape.Arguments), ("extraVolumes", Volumes), ("env", KnownShape.TextMap), ("resources", Resources));

    private static readonly KnownShape Scheduler = KnownShape.Object(
        ("image", KnownShape.Text), ("extraArgs", KnownShape.Arguments), ("extraVolumes", Volumes), ("env", KnownShape.TextMap),
        ("resources", Resources), ("config", KnownShape.Any));

    public static void Machine(ObjectReader o)
    {
        o.Foreign("controlPlane", "Which Kubernetes control plane parts run here.", KnownShape.Object(("controllerManager", Switch), ("scheduler", Switch)));
        o.Foreign("kubelet", "The kubelet.", Kubelet);
        o.Foreign("pods", "Static pods.", KnownShape.ListOf(KnownShape.Any));
        o.Foreign("disks", "Disks to partition and mount.", Disks);
        o.Foreign("registries", "Container registries.", Registries);
        o.Foreign("systemDiskEncryption", "Encryption of system partitions.", KnownShape.Object(("state", Encryption), ("ephemeral", Encryption)));
        o.Foreign("udev", "Rules for udev, which this system does not run.", KnownShape.Object(("rules", KnownShape.Texts)));
        o.Foreign("seccompProfiles", "Seccomp profiles for pods.", KnownShape.ListOf(KnownShape.Object(("name", KnownShape.Text), ("value", KnownShape.Any))));
        o.Foreign("baseRuntimeSpecOverrides", "Changes to the containers' runtime specification.");
    }

    public static void Cluster(ObjectReader o)
    {
        o.Foreign("aescbcEncryptionSecret", "Key for Kubernetes secrets at rest.", KnownShape.Text);
        o.Foreign("secretboxEncryptionSecret", "Key for Kubernetes secrets at rest.", KnownShape.Text);
        o.Foreign("aggregatorCA", "Certificate authority of API aggregation.", Pair);
        o.Foreign("serviceAccount", "Key of service account tokens.", KnownShape.Object(("key", KnownShape.Text)));
        o.Foreign("apiServer", "The Kubernetes API server.", ApiServer);
        o.Foreign("controllerManager", "The Kubernetes controller manager.", ControllerManager);
        o.Foreign("proxy", "The Kubernetes service proxy of each machine.", KnownShape.Object(
            ("disabled", KnownShape.Boolean), ("image", KnownShape.Text), ("mode", KnownShape.Text), ("extraArgs", KnownShape.Arguments)));
        o.Foreign("scheduler", "The Kubernetes scheduler.", Scheduler);
        o.Foreign("coreDNS", "The cluster's DNS.", KnownShape.Object(("disabled", KnownShape.Boolean), ("image", KnownShape.Text)));
        o.Foreign("externalCloudProvider", "External cloud provider.", KnownShape.Object(("enabled", KnownShape.Boolean), ("manifests", KnownShape.Texts)));
        o.Foreign("extraManifests", "Kubernetes manifests by URL.", KnownShape.Texts);
        o.Foreign("extraManifestHeaders", "HTTP headers for extraManifests.", KnownShape.TextMap);
        o.Foreign("inlineManifests", "Kubernetes manifests.", KnownShape.ListOf(KnownShape.Object(("name", KnownShape.Text), ("contents", KnownShape.Text))));
        o.Foreign("adminKubeconfig", "The administrator's kubeconfig.", KnownShape.Object(("certLifetime", KnownShape.Text)));
        o.Foreign("allowSchedulingOnControlPlanes", "Whether pods run on control plane machines.", KnownShape.Boolean);
        o.Foreign("allowSchedulingOnMasters", "Older name of allowSchedulingOnControlPlanes.", KnownShape.Boolean);
    }
}
