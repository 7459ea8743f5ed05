namespace Ichor.Benchmarks.Measures;

/// <summary>The sysfs of a machine with many links: physical functions behind root ports with slots, each with virtual functions.</summary>
internal sealed class NamesTree : IDisposable
{
    /// <summary>A link that gets no name, and is not among <see cref="Links"/>.</summary>
    public const string Loopback = "lo";

    private const int FirstVirtualFunction = 0x10;          // device and function number: with ARI they are one number of eight bits
    private const string Memory = "/dev/shm";               // as sysfs is: no disk behind it

    private readonly DirectoryInfo _root;
    private int _index = 1;

    public NamesTree(int physical, int virtualOfEach)
    {
        _root = new DirectoryInfo(System.IO.Path.Combine(Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(), $"ichor-names-{Guid.NewGuid():N}"));
        Write($"devices/virtual/net/{Loopback}/uevent", $"INTERFACE={Loopback}\nIFINDEX=1");
        Write($"devices/virtual/net/{Loopback}/iflink", "1");
        Write($"devices/virtual/net/{Loopback}/type", "772");
        Symlink($"devices/virtual/net/{Loopback}/subsystem", "../../../../class/net");
        Symlink($"class/net/{Loopback}", $"../../devices/virtual/net/{Loopback}");
        foreach (var bus in Enumerable.Range(1, physical))
            AddCard(bus, virtualOfEach);
    }

    /// <summary>The folder that stands for /sys.</summary>
    public string Path => _root.FullName;

    /// <summary>The kernel names of the links on PCI.</summary>
    public List<string> Links { get; } = [];

    private void AddCard(int bus, int virtualFunctions)
    {
        var port = $"devices/pci0000:00/0000:00:{bus:x2}.0";
        var card = $"{port}/0000:{bus:x2}:00.0";
        AddFunction(port, "pci:v00008086d00001901sv00000000sd00000000bc06sc04i00");
        AddFunction(card, "pci:v00008086d00001572sv00008086sd00000000bc02sc00i00");
        AddLink(card);
        Write($"bus/pci/slots/{bus}/address", $"0000:{bus:x2}:00");
        for (var number = 0; number < virtualFunctions; number++)
        {
            var place = FirstVirtualFunction + number;
            var function = $"{port}/0000:{bus:x2}:{place >> 3:x2}.{place & 7}";
            AddFunction(function, "pci:v00008086d0000154Csv00008086sd00000000bc02sc00i00");
            Symlink($"{function}/physfn", "../0000:" + $"{bus:x2}:00.0");
            Symlink($"{card}/virtfn{number}", $"../{System.IO.Path.GetFileName(function)}");
            AddLink(function);
        }
    }

    private void AddFunction(string device, string alias)
    {
        Write($"{device}/uevent", $"DRIVER=i40e\nMODALIAS={alias}");
        Write($"{device}/modalias", alias);
        Write($"{device}/vendor", "0x8086");
        Write($"{device}/device", "0x1572");
        Write($"{device}/ari_enabled", "1");
        File.WriteAllBytes(System.IO.Path.Combine(Path, device, "config"), new byte[256]);
        Symlink($"{device}/subsystem", string.Concat(Enumerable.Repeat("../", device.Count('/'))) + "bus/pci");
    }

    private void AddLink(string device)
    {
        var index = ++_index;
        var (name, address) = ($"eth{index - 2}", $"52:54:00:00:{index >> 8:x2}:{index & 255:x2}");
        var net = $"{device}/net/{name}";
        foreach (var (attribute, value) in new[]
        {
            ("uevent", $"INTERFACE={name}\nIFINDEX={index}"), ("ifindex", $"{index}"), ("iflink", $"{index}"), ("type", "1"),
            ("address", address), ("addr_len", "6"), ("addr_assign_type", "0"), ("name_assign_type", "1"), ("dev_port", "0"), ("dev_id", "0x0"),
        })
            Write($"{net}/{attribute}", value);
        Symlink($"{net}/device", $"../../../{System.IO.Path.GetFileName(device)}");
        Symlink($"{net}/subsystem", string.Concat(Enumerable.Repeat("../", net.Count('/'))) + "class/net");
        Symlink($"class/net/{name}", $"../../{net}");
        Links.Add(name);
    }

    private void Write(string path, string text)
    {
        var file = new FileInfo(System.IO.Path.Combine(Path, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text + "\n");
    }

    private void Symlink(string path, string target)
    {
        var file = new FileInfo(System.IO.Path.Combine(Path, path));
        file.Directory!.Create();
        file.CreateAsSymbolicLink(target);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
