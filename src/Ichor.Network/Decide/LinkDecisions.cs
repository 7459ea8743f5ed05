using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>Decides about one link: its existence, its settings, its membership, its being up.</summary>
internal static class LinkDecisions
{
    public static Decision Decide(LinkName name, LinkSpec desired, Observed observed)
    {
        var present = observed.Link(name);
        if (present is null)
            return desired.Kind is { } kind ? Create(name, kind, desired, observed) : Absent(name, observed);
        if (!present.Named)
            return Decision.Wait($"link {name} to get its final name");
        return desired.Kind is { } wished && wished.Name != present.Kind
            ? Replace(name, desired, present, observed)
            : Adjust(desired, present, observed);
    }

    /// <summary>Deletes a virtual link of ours that nobody wishes any more, and frees ports that we enslaved.</summary>
    public static Decision DecideUnwanted(LinkStatus present, Observed observed)
    {
        if (present.IsOurs)
            return Decision.Do(new DeleteLink(present.Index, present.Name));
        return IsPortOfOurs(present, observed)
            ? Decision.Do(new SetMaster(present.Index, present.Name, Master: null))
            : Decision.InSync;
    }

    /// <summary>
    /// A name that a link has had is not taken for that link: the kernel gives such names by chance, and the next boot
    /// may mean another one by it.
    /// </summary>
    private static Decision? IsNamedOtherwise(LinkName name, Observed observed)
    {
        var now = string.Join(" or ", observed.Formerly(name).Select(link => link.Name));
        return now.Length == 0 ? null : Decision.Refuse($"{name} is named {now} now: write {now}");
    }

    private static Decision Absent(LinkName name, Observed observed) => IsNamedOtherwise(name, observed)
        ?? Decision.Wait($"link {name} to appear{(name == DefaultExpansion.Loopback ? "" : $"; {observed.Inventory}")}");

    private static bool IsPortOfOurs(LinkStatus present, Observed observed) =>
        present.MasterIndex != 0 && observed.Link(present.MasterIndex) is { IsOurs: true };

    private static Decision Create(LinkName name, LinkKind kind, LinkSpec desired, Observed observed)
    {
        if (desired.Parent is { } parent && observed.Link(parent) is not { Named: true })
            return IsNamedOtherwise(parent, observed) ?? Decision.Wait($"parent link {parent} to appear");
        return Decision.Do(new AddLink(name, kind, desired.Settings.Applicable(), desired.Parent, desired.Mtu, desired.HardwareAddress));
    }

    private static Decision Replace(LinkName name, LinkSpec desired, LinkStatus present, Observed observed) => present.IsOurs
        ? Create(name, desired.Kind!, desired, observed) is Decision.Operations create
            ? Decision.Do([new DeleteLink(present.Index, name), .. create.Steps])
            : Decision.Do(new DeleteLink(present.Index, name))
        : Decision.Refuse($"a link of this name exists and is not ours ({(present.Kind.Length == 0 ? "a device" : present.Kind)})");

    private static Decision Adjust(LinkSpec desired, LinkStatus present, Observed observed)
    {
        var name = present.Name;
        if (desired.Parent is { } parent && observed.Link(parent) is { } carrier && carrier.Index != present.ParentIndex)
            return Replace(name, desired, present, observed);

        var steps = new List<Operation>();
        if (desired.Kind is { } kind && Changed(desired.Settings, present.Settings, observed) is { IsEmpty: false } changed)
        {
            if (changed.Entries.Any(entry => entry.Setting.Change == SettingChange.Recreate))
                return Replace(name, desired, present, observed);
            AddSettingSteps(steps, kind, changed, present, observed);
        }

        if (desired.HardwareAddress is { } mac && mac != present.Address)
            steps.Add(new SetHardwareAddress(present.Index, name, mac));
        if (desired.Mtu is { } mtu && mtu != present.Mtu)
            steps.Add(new SetMtu(present.Index, name, mtu));

        // A port that has to wait for its master stays down: the master wants it so.
        if (AddMembershipSteps(steps, desired, present, observed) is { } waiting)
            return steps.Count == 0 ? Decision.Wait(waiting) : Decision.Do([.. steps]);
        if (desired.Up is { } up && up != present.Up && !steps.Exists(step => step is SetUp { When: Phase.Up }))
            steps.Add(new SetUp(present.Index, name, up));
        return Decision.Do([.. steps]);
    }

    /// <summary>
    /// Some settings of a bond are refused while it is up or has ports. It then goes down and lets its ports go; the
    /// pass after that finds ports without their master and puts them back, so that an interrupted change heals as well.
    /// </summary>
    private static void AddSettingSteps(List<Operation> steps, LinkKind kind, LinkSettings changed, LinkStatus present, Observed observed)
    {
        var strictest = changed.Entries.Max(entry => entry.Setting.Change);
        if (strictest >= SettingChange.LinkDown && present.Up)
            steps.Add(new SetUp(present.Index, present.Name, Up: false, Phase.Settings));
        if (strictest >= SettingChange.LinkDownWithoutPorts)
            foreach (var port in observed.Links.Where(link => link.MasterIndex == present.Index).OrderBy(link => link.Name))
                steps.Add(new SetMaster(port.Index, port.Name, Master: null, Phase.Settings));
        steps.Add(new SetLinkSettings(present.Index, present.Name, kind, changed));
        if (strictest >= SettingChange.LinkDown && present.Up)
            steps.Add(new SetUp(present.Index, present.Name, Up: true));
    }

    /// <summary>A port must be down to be enslaved (bonding driver); the master brings it up again, and so do we.</summary>
    private static string? AddMembershipSteps(List<Operation> steps, LinkSpec desired, LinkStatus present, Observed observed)
    {
        if (desired.Master is not { } masterName)
        {
            if (IsPortOfOurs(present, observed))
                steps.Add(new SetMaster(present.Index, present.Name, Master: null));
            return null;
        }
        if (observed.Link(masterName) is not { } master)
            return $"master {masterName} to appear";
        if (present.MasterIndex == master.Index)
            return null;
        if (present.Up)
            steps.Add(new SetUp(present.Index, present.Name, Up: false, Phase.Membership));
        steps.Add(new SetMaster(present.Index, present.Name, masterName));
        steps.Add(new SetUp(present.Index, present.Name, Up: true));
        return null;
    }

    /// <summary>The wished settings that the kernel does not have yet.</summary>
    private static LinkSettings Changed(LinkSettings desired, LinkSettings present, Observed observed)
    {
        var result = LinkSettings.Empty;
        foreach (var (setting, value) in desired.Applicable().Entries)
            if (!(present.TryGet(setting, out var current) && Equals(current, value)) && !Unreported(setting, value, observed))
                result = result.With(setting, value);
        return result;
    }

    /// <summary>The kernel reports a bond's primary port only once that port is in the bond.</summary>
    private static bool Unreported(LinkSetting setting, object value, Observed observed) =>
        setting == Bond.Primary && value is LinkName port && observed.Link(port) is not { MasterIndex: > 0 };
}
