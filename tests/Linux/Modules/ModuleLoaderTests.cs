using Ichor.Linux.Modules;

namespace Ichor.Linux.Tests.Modules;

public sealed class ModuleLoaderTests(KmodTree tree) : IClassFixture<KmodTree>
{
    readonly RecordingKernel _kernel = new();
    readonly List<string> _log = [];

    ModuleLoader Loader(string config = "", string commandLine = "")
    {
        Requirement.Met(KmodTree.IsPossible, "kmod or clang is not installed");
        var modules = new ModuleTree(tree.Folder);
        var read = new ModuleConfig();
        foreach (var line in File.ReadLines(Path.Combine(tree.Folder, "modules.softdep")).Concat(config.Split('\n')))
            read.AddLine(line);
        read.AddCommandLine(commandLine);
        return new ModuleLoader(modules, read, _kernel, _log.Add);
    }

    [Theory]
    [InlineData("driver", "")]
    [InlineData("mid-dle", "")]
    [InlineData("mid_dle", "")]
    [InlineData("low", "")]
    [InlineData("driver", "options driver speed=9\noptions mid_dle depth=1\noptions mid-dle width=2")]
    [InlineData("other", "softdep other pre: mid-dle post: last")]
    [InlineData("other", "softdep other pre: first last")]
    public void Order_and_options_are_those_of_modprobe(string module, string config)
    {
        var loader = Loader(config);
        var file = Path.Combine(tree.Root, "modprobe.conf");
        File.WriteAllText(file, config + "\n");
        Assert.True(loader.LoadNameOrAlias(module));
        Assert.Equal(tree.ShowDepends(module, file), _kernel.Inserted);
        Assert.Empty(_log);
    }

    [Theory]
    [InlineData("pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00")]   // two modules
    [InlineData("pci:v00008086d0000100Fsv00001AF4sd00001100bc02sc00i00")]
    [InlineData("pci:v00001234d0000100Fsv00001AF4sd00001100bc02sc00i00")]   // none
    [InlineData("acpi:PNP0C0C:")]
    [InlineData("platform:my-device")]
    [InlineData("platform:my_device")]
    [InlineData("rtnl-link-thing")]
    [InlineData("block-major-8-0")]
    [InlineData("block-major-7-0")]
    public void An_alias_means_the_modules_that_modprobe_names(string alias)
    {
        var loader = Loader();
        Assert.Equal(tree.ResolveAlias(alias).Order(), loader.Wanted([alias]).Order());
    }

    [Fact]
    public void A_module_is_inserted_once_however_often_it_is_needed()
    {
        var loader = Loader();
        Assert.True(loader.Load("mid_dle"));
        Assert.True(loader.Load("driver"));
        Assert.True(loader.Load("driver"));
        Assert.Equal(["low", "mid-dle", "first", "driver", "last"], _kernel.Inserted);
    }

    [Fact]
    public void What_the_kernel_has_already_is_not_inserted()
    {
        _kernel.Loaded.UnionWith(["low", "first"]);
        Assert.True(Loader().Load("driver"));
        Assert.Equal(["mid-dle", "driver", "last"], _kernel.Inserted);
    }

    [Fact]
    public void A_blacklisted_module_is_loaded_by_name_only()
    {
        var loader = Loader("blacklist other", "modprobe.blacklist=first,driver");
        Assert.Empty(loader.Wanted(["pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00"]));
        Assert.True(loader.Load("other"));
    }

    /// <summary>Of two of one name the kernel takes the later: what a person asks for is over what the image and the command line say.</summary>
    [Fact]
    public void A_wish_gives_parameters_after_the_configured_ones_to_the_module_itself_and_to_no_other()
    {
        Assert.Equal(new ModuleLoad(ModuleState.Loaded), Loader("options driver speed=9\noptions low depth=1", "driver.speed=5").Load("driver", "speed=2 label=\"a b\""));
        Assert.Equal(["low depth=1", "mid-dle", "first", "driver speed=9 speed=5 speed=2 label=\"a b\"", "last"], _kernel.Inserted);
    }

    [Fact]
    public void A_soft_dependency_that_leads_back_to_a_wish_does_not_come_before_it_without_parameters()
    {
        Assert.Equal(ModuleState.Loaded, Loader("softdep other pre: last\nsoftdep last pre: other").Load("other", "a=1").State);
        Assert.Equal(["last", "other a=1"], _kernel.Inserted);
    }

    [Fact]
    public void A_wish_is_told_what_became_of_it()
    {
        _kernel.Loaded.Add("first");
        _kernel.Refusals["low"] = _kernel.Refusals["other"] = Errno.EINVAL;
        _kernel.Refusals["last"] = Errno.EEXIST;
        var loader = Loader("blacklist last");

        Assert.Equal(new ModuleLoad(ModuleState.WasLoaded), loader.Load("first", "a=1"));
        Assert.Equal(new ModuleLoad(ModuleState.WasLoaded), loader.Load("last", "a=1"));
        Assert.Equal(new ModuleLoad(ModuleState.BuiltIn), loader.Load("in-built", "a=1"));
        Assert.Equal(new ModuleLoad(ModuleState.Unknown), loader.Load("no-such-thing", ""));
        Assert.Equal(new ModuleLoad(ModuleState.Refused, Errno.EINVAL), loader.Load("other", "a=x"));
        Assert.Equal(["last a=1", "other a=x"], _kernel.Inserted);

        // The kernel's error about the module is the caller's; what it says of one that is needed is told.
        Assert.Equal(ModuleState.Loaded, loader.Load("mid-dle", "").State);
        Assert.StartsWith("module low: EINVAL", Assert.Single(_log));
    }

    [Fact]
    public void The_names_of_all_modules_are_known()
    {
        Requirement.Met(KmodTree.IsPossible, "kmod or clang is not installed");
        Assert.Equal(["driver", "ext4", "first", "in_built", "last", "low", "mid_dle", "other"], new ModuleTree(tree.Folder).Names().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_refusal_is_said_once_with_the_kernels_word()
    {
        _kernel.Refusals["other"] = 129;
        var loader = Loader();
        Assert.False(loader.Load("other"));
        loader.Load("other");
        Assert.StartsWith("module other: EKEYREJECTED", Assert.Single(_log));
    }

    [Fact]
    public void A_driver_without_a_device_is_tried_again_with_the_next_device()
    {
        _kernel.Refusals["other"] = Errno.ENODEV;
        var loader = Loader();
        Assert.False(loader.Load("other"));
        _kernel.Refusals.Clear();
        Assert.True(loader.Load("other"));
        Assert.Equal(["other", "other"], _kernel.Inserted);
        Assert.Empty(_log);
    }

    [Fact]
    public void A_built_in_module_is_there_and_an_unknown_one_is_not()
    {
        var loader = Loader();
        Assert.True(loader.Load("in_built"));
        Assert.True(loader.LoadNameOrAlias("ext4"));
        Assert.False(loader.LoadNameOrAlias("no-such-thing"));
        Assert.Empty(_kernel.Inserted);
    }
}
