using Ichor.Config;
using Ichor.Node.Modules;
using Ichor.Node.State;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Modules;

/// <summary>When a module is loaded, and how it stands with it.</summary>
public sealed class KernelModulesTests : IDisposable
{
    private readonly TempFolder _root = new();
    private readonly List<(KernelModule Module, Action<string?, string> Done)> _loads = [];
    private readonly List<Action> _timers = [];
    private KernelModules _modules;
    private int _changes;

    public KernelModulesTests() => _modules = Life();

    public void Dispose() => _root.Dispose();

    private KernelModules Life() => new((module, done) => _loads.Add((module, done)), new ModuleRecord(new StateFolder(_root.Path + "/run", null)),
        (after, action) =>
        {
            Assert.Equal(KernelModules.Patience, after);
            _timers.Add(action);
            return new Cancelled(() => _timers.Remove(action));
        }, () => _changes++, _root.Path);

    private void Apply(params string[] modules) => _modules.Apply(ConfigFile.Load("config.yaml", modules.Length == 0 ? "machine: {}" : $"""
        machine:
          kernel:
            modules: [
              {string.Join(",\n      ", modules.Select(module => $"{{ {module} }}"))} ]
        """, ConfigMode.Cloud).Config!.KernelModules);

    private void Ends(int load, string? text, string problem = "") => _loads[load].Done(text, problem);

    private string Loads => string.Join("; ", _loads.Select(load => $"{load.Module.KernelName} {load.Module.Options}".Trim()));

    private string Conditions => string.Join('\n', _modules.Conditions.Select(condition => $"{condition.Object} {condition.State}: {condition.Reason} {condition.Because?.Provenance}"));

    [Fact]
    public void One_after_the_other_in_the_order_of_the_config_and_a_failure_keeps_none_back()
    {
        Apply("name: first", "name: absent", "name: last, parameters: [a=1, b]");
        Assert.Equal("first", Loads);
        Assert.Equal("""
            kernel-module first Applying: it is being loaded config.yaml:4
            kernel-module absent Applying: its turn to be loaded comes after others config.yaml:5
            kernel-module last Applying: its turn to be loaded comes after others config.yaml:6
            """, Conditions);

        Ends(0, "loaded\n");
        Ends(1, null, "there is no such module");
        Ends(2, "loaded\nlast: unknown parameter 'b' ignored\n");

        Assert.Equal("first; absent; last a=1 b", Loads);
        Assert.Equal("""
            kernel-module first Applied:  config.yaml:4
            kernel-module absent Failed: there is no such module config.yaml:5
            kernel-module last Applied: last: unknown parameter 'b' ignored config.yaml:6
            """, Conditions);
        Assert.Empty(_timers);
        Assert.True(_changes > 0);
    }

    [Fact]
    public void What_is_loaded_is_not_loaded_again_and_a_refusal_is_tried_again_with_the_next_config_only()
    {
        Apply("name: good", "name: bad");
        Ends(0, "loaded\n");
        Ends(1, null, "ENODEV");
        _modules.Appeared();
        Assert.Equal(2, _loads.Count);

        Apply("name: good", "name: bad");
        Assert.Equal("good; bad; bad", Loads);
        Apply("name: good", "name: bad");            // while it is being tried
        Ends(2, null, "ENODEV");
        Assert.Equal(3, _loads.Count);
        Assert.Contains("bad Failed: ENODEV", Conditions, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_else_has_loaded_meanwhile_is_looked_at_again()
    {
        Apply("name: driver");
        Ends(0, null, "ENODEV");
        _root.Put("/module/driver/initstate", "live\n");

        _modules.Appeared();
        _modules.Appeared();
        Assert.Equal("driver; driver", Loads);
        Ends(1, "loaded already\n");
        Assert.Equal("kernel-module driver Applied:  config.yaml:4", Conditions);
    }

    [Fact]
    public void What_is_no_longer_asked_for_has_no_condition()
    {
        Apply("name: first", "name: second");
        Apply();
        Assert.Equal("", Conditions);
        Ends(0, "loaded\n");
        Assert.Equal(("", "first"), (Conditions, Loads));
    }

    /// <summary>Most modules do not show their parameters; the process may be another one.</summary>
    [Fact]
    public void Other_parameters_of_a_module_that_this_boot_has_loaded_count_from_the_next_boot()
    {
        Apply("name: dummy, parameters: [numdummies=2]", "name: plain");
        Ends(0, "loaded\ndummy: a remark\n");
        Ends(1, "loaded\n");

        _modules = Life();
        Apply("name: dummy, parameters: [numdummies=2]", "name: plain");
        Assert.Equal("kernel-module dummy Applied: dummy: a remark config.yaml:4\nkernel-module plain Applied:  config.yaml:5", Conditions);

        Apply("name: dummy, parameters: [numdummies=3]", "name: plain, parameters: [a=1]");
        Assert.Equal("""
            kernel-module dummy Applied: it is loaded with numdummies=2, which a module keeps until the next boot: what the config says counts from then on config.yaml:4
            kernel-module plain Applied: it is loaded with no parameters, which a module keeps until the next boot: what the config says counts from then on config.yaml:5
            """, Conditions);
        Apply("name: dummy, parameters: [numdummies=2]");
        Assert.Equal("kernel-module dummy Applied: dummy: a remark config.yaml:4", Conditions);
        Assert.Equal(2, _loads.Count);
    }

    [Fact]
    public void A_module_that_was_there_before_is_told_with_the_way_to_be_in_time()
    {
        Apply("name: vxlan, parameters: [udp_port=4790]", "name: ipv6, parameters: [disable=1]", "name: tun");
        Ends(0, "loaded already\nudp_port is 4789, not 4790\n");
        Ends(1, "built into the kernel\ndisable is 0, not 1\n");
        Ends(2, "loaded already\n");
        Assert.Equal("""
            kernel-module vxlan Applied: it was loaded before the config asked for it: udp_port is 4789, not 4790; on the kernel command line vxlan.udp_port=4790 comes in time config.yaml:4
            kernel-module ipv6 Applied: it is built into the kernel: disable is 0, not 1; on the kernel command line ipv6.disable=1 comes in time config.yaml:5
            kernel-module tun Applied:  config.yaml:6
            """, Conditions);
    }

    [Fact]
    public void A_driver_that_hangs_keeps_the_others_back_for_a_while_only()
    {
        Apply("name: slow", "name: next");
        Assert.Equal("slow", Loads);
        Assert.Single(_timers)();

        Assert.Equal("slow; next", Loads);
        Assert.Contains("slow Waiting: for the kernel, which has not started it within 30 s: what it drives is slow, or hangs", Conditions, StringComparison.Ordinal);
        Ends(1, "loaded\n");
        Ends(0, "loaded\n");
        Assert.Equal("kernel-module slow Applied:  config.yaml:4\nkernel-module next Applied:  config.yaml:5", Conditions);
        Assert.Empty(_timers);
    }

    [Fact]
    public void A_process_that_ends_without_a_word_is_a_failure()
    {
        Apply("name: dummy");
        Ends(0, "");
        Assert.Equal("kernel-module dummy Failed: the process that loads it said '' config.yaml:4", Conditions);
    }

    private sealed class Cancelled(Action cancel) : IDisposable
    {
        public void Dispose() => cancel();
    }
}
