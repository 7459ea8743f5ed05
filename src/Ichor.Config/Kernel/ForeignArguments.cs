namespace Ichor.Config;

/// <summary>Arguments of Talos's that have no effect here: said, never passed over.</summary>
internal static class ForeignArguments
{
    private static readonly string[] Known =
    [
        "talos.config.inline", "talos.config.early", "talos.config.oauth.client_id", "talos.config.oauth.client_secret",
        "talos.config.oauth.audience", "talos.config.oauth.scope", "talos.config.oauth.device_auth_url", "talos.config.oauth.token_url",
        "talos.config.oauth.extra_variable", "talos.logging.kernel", "talos.events.sink", "siderolink.api", "em.events_url",
        "talos.dashboard.disabled", "talos.dashboard.console", "talos.auditd.disabled", "talos.halt_if_installed",
        "talos.experimental.wipe", "talos.unified_cgroup_hierarchy", "talos.board",
    ];

    private static readonly string[] Ours =
    [
        "talos.config", "talos.device.settle_time", "talos.environment", "talos.hostname", "talos.network.interface.ignore",
        "talos.platform", "talos.shutdown",
    ];

    public static void Remark(KernelArgument argument, Complaints complaints)
    {
        if (argument.Key == "bridge")
            complaints.Notice("has no effect: bridges are made by the machine config");
        else if (Known.Contains(argument.Key, StringComparer.Ordinal))
            complaints.Notice("accepted, not acted upon");
        else if (argument.Key.StartsWith("talos.", StringComparison.Ordinal))
            complaints.Notice("is not a known argument" + (Spelling.Nearest(argument.Key, Known.Concat(Ours)) is { } near ? $" (did you mean '{near}'?)" : ""));
    }
}
