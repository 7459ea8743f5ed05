namespace Ichor.Disks;

/// <summary>Puts together an ISO 9660 volume that boots from CD and, written to a USB stick, from disk; with BIOS and with UEFI.</summary>
/// <remarks>
/// ECMA-119 (interchange level 2, no extensions) and El Torito. With an EFI system partition the image is a GPT disk as well,
/// whose only partition is the one the UEFI boot entry points at. Files may share their bytes with that partition.
/// </remarks>
public sealed class IsoVolume
{
    private readonly IsoDirectory _root = new("", parent: null);
    private readonly List<IsoFile> _files = [];
    private IsoFile? _biosBoot;

    /// <summary>Volume label: 1 to 32 printable ASCII characters, by custom in upper case.</summary>
    public required string Label { get; init; }

    /// <summary>The time of everything on the volume, written in UTC.</summary>
    public DateTimeOffset Time { get; init; } = ImageTime.Default;

    /// <summary>The EFI system partition; makes the volume boot with UEFI.</summary>
    public FatImage? EfiSystem { get; set; }

    /// <summary>GRUB's <c>boot_hybrid.img</c> (not patched); with <see cref="AddBiosBoot"/> it makes the volume boot with a BIOS from a USB stick.</summary>
    public Content? HybridBootCode { get; set; }

    /// <summary>Adds a file and its missing directories. Letters become upper case.</summary>
    /// <exception cref="ArgumentException">The path is not usable or already taken, or the content is 4 GiB or longer.</exception>
    public IsoVolume AddFile(string path, Content content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Add(path, identifier => new IsoFile(identifier, content.Length, content));
    }

    /// <summary>Adds a file whose bytes are those of a file, or a part of one, in the EFI system partition.</summary>
    /// <param name="path">Path on this volume.</param>
    /// <param name="insideEfiSystem">Relative to the start of <see cref="EfiSystem"/>; begins at a multiple of 2048.</param>
    /// <exception cref="ArgumentException">The path is not usable or already taken, or the place is not that of a block.</exception>
    public IsoVolume AddShared(string path, Extent insideEfiSystem)
    {
        if (insideEfiSystem.Offset % IsoFields.BlockSize != 0)
            throw new ArgumentException($"{path}: offset {insideEfiSystem.Offset} is not a multiple of {IsoFields.BlockSize}", nameof(insideEfiSystem));
        return Add(path, identifier => new IsoFile(identifier, insideEfiSystem.Length, own: null) { OffsetInEfiSystem = insideEfiSystem.Offset });
    }

    /// <summary>Makes the volume boot with a BIOS from CD.</summary>
    /// <param name="path">The image's path on this volume.</param>
    /// <param name="image">GRUB's image for CDs (<c>grub-mkimage -O i386-pc-eltorito</c>), not patched.</param>
    /// <exception cref="ArgumentException">The path is not usable or already taken.</exception>
    public IsoVolume AddBiosBoot(string path, Content image)
    {
        AddFile(path, image);
        _biosBoot = _files[^1];
        return this;
    }

    /// <summary>Lays out the volume.</summary>
    /// <exception cref="ArgumentException">The label is not lawful, or files share with an EFI system partition that is not there or too short.</exception>
    public Content Build()
    {
        Check();
        var layout = new IsoLayout(_root, _files, EfiSystem);
        return Content.Layout(layout.Length, [.. FileSystem(layout), .. Disk(layout)]);
    }

    private IEnumerable<(long, Content)> FileSystem(IsoLayout layout)
    {
        (long, Content) At(long block, byte[] bytes) => (block * IsoFields.BlockSize, Content.FromBytes(bytes));

        yield return At(IsoLayout.FirstDescriptor, IsoDescriptors.Primary(layout, Label, Time));
        yield return At(IsoLayout.FirstDescriptor + 1, CanBoot ? IsoDescriptors.BootRecord(layout.Catalogue) : IsoDescriptors.Terminator());
        yield return At(IsoLayout.FirstDescriptor + 2, IsoDescriptors.Terminator());
        yield return At(layout.LittleEndianPathTable, IsoDescriptors.PathTable(layout.Directories, littleEndian: true));
        yield return At(layout.BigEndianPathTable, IsoDescriptors.PathTable(layout.Directories, littleEndian: false));
        foreach (var directory in layout.Directories)
            yield return At(directory.Block, directory.Encode(Time));
        foreach (var file in _files)
            if (file.Own is { } content)
                yield return (file.Block * IsoFields.BlockSize, file == _biosBoot ? Located(content, file.Block) : content);
        if (CanBoot)
            yield return At(layout.Catalogue, ElTorito.Catalogue(_biosBoot?.Block, layout.EfiSystem));
    }

    /// <summary>The image for BIOS, told where it lies.</summary>
    private static Content Located(Content biosBoot, long block)
    {
        var image = biosBoot.ToArray();
        Grub.PatchElTorito(image, block * IsoFields.BlockSize);
        ElTorito.PatchBootInformation(image, block);
        return Content.FromBytes(image);
    }

    /// <summary>What makes the image a disk too: it lies in front of and behind what belongs to ISO 9660.</summary>
    private IEnumerable<(long, Content)> Disk(IsoLayout layout)
    {
        if (EfiSystem is null || layout.EfiSystem is not { } place)
            yield break;
        var bootCode = HybridBootCode is not null && _biosBoot is not null
            ? Grub.HybridBootSector(HybridBootCode, _biosBoot.Block * IsoFields.BlockSize)
            : null;
        var sectors = layout.Length / GptTable.SectorSize;
        yield return (0, ProtectiveMbr.Encode(sectors, bootCode));
        var table = new GptTable(sectors, NamedGuid.From(Label));
        table.Add("EFI", GptTypes.EfiSystem, NamedGuid.From(Label + "/EFI"), GptAttributes.None, place);
        foreach (var part in table.Parts())
            yield return part;
        yield return (place.Offset, EfiSystem);
    }

    private bool CanBoot => _biosBoot is not null || EfiSystem is not null;

    private IsoVolume Add(string path, Func<string, IsoFile> create)
    {
        var parts = IsoName.Split(path);
        var directory = _root;
        foreach (var name in parts[..^1])
            directory = Descend(directory, name);
        var file = create(IsoName.OfFile(parts[^1]));
        if (file.Length > uint.MaxValue)
            throw new ArgumentException($"{path}: {file.Length} bytes are too many for an ISO 9660 file", nameof(path));
        if (directory.Find(file.Identifier) is not null || directory.Find(parts[^1]) is not null)
            throw new ArgumentException($"{path}: is already on the volume", nameof(path));
        directory.Add(file);
        _files.Add(file);
        return this;
    }

    private static IsoDirectory Descend(IsoDirectory directory, string name)
    {
        if (directory.Find(name) is IsoDirectory present)
            return present;
        if (directory.Find(IsoName.OfFile(name)) is not null)
            throw new ArgumentException($"{name}: is a file and no directory", nameof(name));
        var created = new IsoDirectory(name, directory);
        directory.Add(created);
        return created;
    }

    private void Check()
    {
        if (Label.Length is 0 or > 32 || Label.Any(c => c is < ' ' or > '~'))
            throw new ArgumentException($"'{Label}' is not a label of an ISO 9660 volume", nameof(Label));
        if (_files.Exists(file => file.Own is null && file.OffsetInEfiSystem + file.Length > (EfiSystem?.Length ?? 0)))
            throw new ArgumentException("a file shares bytes with an EFI system partition that does not hold them", nameof(EfiSystem));
    }
}
