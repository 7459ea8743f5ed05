namespace Ichor.Config.Tests;

/// <summary><c>machine.kernel.modules</c> and <c>KernelModuleConfig</c>.</summary>
public class KernelModuleTests
{
    private static string Modules(string yaml) => string.Join("; ", Loading.Config(yaml).KernelModules.Select(module => $"{module.Name} {module.Parameters} {module.Because}"));

    private static string One(string module) => $"machine: {{kernel: {{modules: [{{{module}}}]}}}}";

    [Fact]
    public void Modules_keep_their_order_and_parameters_and_documents_come_after_the_machine() =>
        Assert.Equal("dummy [numdummies=2, x] config.yaml:3; br_netfilter [] config.yaml:4; btrfs [a=b] config.yaml:6", Modules("""
            machine:
              kernel: { modules: [
                { name: dummy, parameters: [numdummies=2, x] },
                { name: br_netfilter } ] }
            ---
            apiVersion: v1alpha1
            kind: KernelModuleConfig
            name: btrfs
            parameters: [a=b]
            """));

    [Fact]
    public void They_have_an_effect_and_nobody_says_otherwise() =>
        Assert.Equal("", Loading.Problems($"{One("name: dummy")}\n---\napiVersion: v1alpha1\nkind: KernelModuleConfig\nname: btrfs\n"));

    [Theory]
    [InlineData("numdummies=2", "numdummies", "2")]
    [InlineData("debug", "debug", null)]
    [InlineData("label=", "label", "")]
    [InlineData("options=a,b=c", "options", "a,b=c")]
    [InlineData("""label="a b" """, "label", "a b")]
    [InlineData(""" "label=a b" """, "label", "a b")]
    public void A_parameter_is_what_the_kernel_makes_of_it(string written, string name, string? value)
    {
        Assert.True(ModuleParameter.TryParse(written, out var parameters));
        var parameter = Assert.Single(parameters);
        Assert.Equal((name, value, written.Trim()), (parameter.Name, parameter.Value, parameter.ToString()));
    }

    [Fact]
    public void Several_in_one_text_are_several_to_the_kernel_and_that_is_said()
    {
        var yaml = One("name: bonding, parameters: ['max_bonds=2 miimon=100', tx_queues=4]");

        Assert.Equal("max_bonds=2 miimon=100 tx_queues=4", Assert.Single(Loading.Config(yaml).KernelModules).Options);
        Assert.Equal(3, Loading.Config(yaml).KernelModules[0].Parameters.Count);
        Assert.Equal("config.yaml:1: notice: machine.kernel.modules[0].parameters[0]: is 2 parameters to the kernel: max_bonds=2, miimon=100 (a value with blanks is written max_bonds=\"a b\")",
            Loading.Problems(yaml));
    }

    [Theory]
    [InlineData("name: ../x", "machine.kernel.modules[0].name: '../x' is not a module name: letters, digits, '_' and '-'")]
    [InlineData("name: kernel/drivers/net/dummy.ko.xz", "(did you mean 'dummy'?)")]
    [InlineData("parameters: [a]", "machine.kernel.modules[0].name: is required")]
    [InlineData("name: dummy, parameters: [dummy.numdummies=2]",
        "machine.kernel.modules[0].parameters[0]: 'dummy.numdummies=2' is not a module parameter: name=value or name, the name of letters, digits, '_' and '-' (without the name of the module: did you mean 'numdummies=2'?)")]
    [InlineData("name: dummy, parameters: ['numdummies = 2']", "parameters[0]: 'numdummies = 2' is not a module parameter: name=value or name, the name of letters, digits, '_' and '-' (there may be no blanks before or after '=')")]
    [InlineData("name: dummy, parameters: ['a=\"b c']", "(a double quote is missing)")]
    [InlineData("name: dummy, parameters: [--]", "parameters[0]: '--' is not a module parameter")]
    [InlineData("name: dummy, parameters: [a=\u00e0]", "parameters[0]: 'a=\u00e0' is not a module parameter")]
    [InlineData("name: dummy, parameters: {numdummies: 2}", "parameters: must be a list, not a mapping")]
    public void What_may_not_be_said(string module, string expected) => Assert.Contains(expected, Loading.Problems(One(module)), StringComparison.Ordinal);

    [Fact]
    public void Parameters_have_an_end() =>
        Assert.Contains("machine.kernel.modules[0].parameters: are 5002 characters together, more than 4096", Loading.Problems(One($"name: dummy, parameters: [a={new string('b', 5000)}]")), StringComparison.Ordinal);

    /// <summary>Merging a patch joins the lists; the kernel's name of a module has no dash.</summary>
    [Fact]
    public void Of_several_entries_about_a_module_the_last_counts_and_the_others_are_told_so()
    {
        const string yaml = """
            machine:
              kernel: { modules: [
                { name: nf-conntrack, parameters: [a=1] },
                { name: dummy },
                { name: nf_conntrack, parameters: [a=2] } ] }
            ---
            apiVersion: v1alpha1
            kind: KernelModuleConfig
            name: dummy
            """;

        Assert.Equal("nf_conntrack [a=2] config.yaml:5; dummy [] config.yaml:7", Modules(yaml));
        Assert.Equal("config.yaml:3: notice: machine.kernel.modules[0]: nf-conntrack is named again (config.yaml:5): that entry counts, this one does not\n"
            + "config.yaml:4: notice: machine.kernel.modules[1]: dummy is named again (config.yaml:7): that entry counts, this one does not", Loading.Problems(yaml));
    }
}
