namespace Ichor.Disks;

/// <summary>A partition to be put on a disk.</summary>
/// <param name="Name">Name in the partition table, at most 36 UTF-16 characters; the identifier derives from it.</param>
/// <param name="Type">One of <see cref="GptTypes"/>, or any other.</param>
/// <param name="Size">Size in bytes; rounded up to a whole MiB.</param>
/// <param name="Content">Gives the bytes, at most <paramref name="Size"/> of them, once it is known where on the disk the partition lies.</param>
public sealed record GptPartition(string Name, Guid Type, long Size, Func<Extent, Content> Content)
{
    /// <summary>Attribute bits.</summary>
    public GptAttributes Attributes { get; init; }

    /// <summary>The partition's identifier (PARTUUID).</summary>
    public Guid Id { get; init; } = NamedGuid.From(Name);

    /// <summary>A partition just large enough for its content.</summary>
    public GptPartition(string name, Guid type, Content content) : this(name, type, (content ?? throw new ArgumentNullException(nameof(content))).Length, _ => content)
    {
    }
}
