namespace Ichor.Config;

/// <summary>Keys of Talos's v1alpha1 document that this system knows by name only, so that a real config loads.</summary>
internal static class ForeignKeys
{
    public static void Machine(ObjectReader o)
    {
        o.Foreign("token", "Token by which machines join a cluster.");
        o.Foreign("ca", "Certificate authority of the machine API.");
        o.Foreign("acceptedCAs", "Further authorities that the machine API accepts.");
        o.Foreign("certSANs", "Names and addresses in the machine API's certificate.");
        o.Foreign("controlPlane", "Which Kubernetes control plane parts run here.");
        o.Foreign("kubelet", "The kubelet.");
        o.Foreign("pods", "Static pods.");
        o.Foreign("disks", "Disks to partition and mount.");
        o.Foreign("install", "Installation to a disk.");
        o.Foreign("registries", "Container registries.");
        o.Foreign("systemDiskEncryption", "Encryption of system partitions.");
        o.Foreign("features", "Features that may be switched.");
        o.Foreign("udev", "Rules for udev, which this system does not run.");
        o.Foreign("logging", "Where logs are sent.");
        o.Foreign("kernel", "Kernel modules to load.");
        o.Foreign("seccompProfiles", "Seccomp profiles for pods.");
        o.Foreign("baseRuntimeSpecOverrides", "Changes to the containers' runtime specification.");
        o.Foreign("nodeLabels", "Labels of the Kubernetes node.");
        o.Foreign("nodeAnnotations", "Annotations of the Kubernetes node.");
        o.Foreign("nodeTaints", "Taints of the Kubernetes node.");
    }

    public static void Cluster(ObjectReader o)
    {
        o.Foreign("id", "Identifier of the cluster.");
        o.Foreign("secret", "Secret of the cluster.");
        o.Foreign("controlPlane", "Endpoint of the Kubernetes API.");
        o.Foreign("clusterName", "Name of the cluster.");
        o.Foreign("network", "Pod and service networks.");
        o.Foreign("token", "Kubernetes bootstrap token.");
        o.Foreign("aescbcEncryptionSecret", "Key for Kubernetes secrets at rest.");
        o.Foreign("secretboxEncryptionSecret", "Key for Kubernetes secrets at rest.");
        o.Foreign("ca", "Kubernetes certificate authority.");
        o.Foreign("acceptedCAs", "Further Kubernetes certificate authorities.");
        o.Foreign("aggregatorCA", "Certificate authority of API aggregation.");
        o.Foreign("serviceAccount", "Key of service account tokens.");
        o.Foreign("apiServer", "The Kubernetes API server.");
        o.Foreign("controllerManager", "The Kubernetes controller manager.");
        o.Foreign("proxy", "kube-proxy.");
        o.Foreign("scheduler", "The Kubernetes scheduler.");
        o.Foreign("etcd", "etcd.");
        o.Foreign("coreDNS", "CoreDNS.");
        o.Foreign("externalCloudProvider", "External cloud provider.");
        o.Foreign("extraManifests", "Kubernetes manifests by URL.");
        o.Foreign("extraManifestHeaders", "HTTP headers for extraManifests.");
        o.Foreign("inlineManifests", "Kubernetes manifests.");
        o.Foreign("adminKubeconfig", "The administrator's kubeconfig.");
        o.Foreign("allowSchedulingOnControlPlanes", "Whether pods run on control plane machines.");
        o.Foreign("allowSchedulingOnMasters", "Older name of allowSchedulingOnControlPlanes.");
    }
}
