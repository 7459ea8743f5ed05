using static Ichor.Config.Tests.Platform.MetaBytes;

namespace Ichor.Config.Tests.Platform;

/// <summary>The partition as bytes. Hashes are those of Python's hashlib.sha256 over the 256 KiB with 32 zeros in the hash's place.</summary>
public class MetaPartitionTests
{
    private static readonly byte[] Newer = Written(
        "5a4b3c2d 0000000a 0000000e 6164647265737365733a205b5d0a 0000000b 00000009 6c6574206d6520696e 0000000f 00000000 00000000",
        "0e58f41a9fb82668ffe9607539299ee78b2c7ca4715595673a6f2f741cbad795");

    private static readonly byte[] Older = Written("5a4b3c2d 0000000b 00000005 6f6c646572",
        "e2b68dd50d915baa79e0d8fa96dc56dd04ebc2bdec1b4b425790622093ae5e46");

    private static readonly byte[] Empty = Written("5a4b3c2d", "e7a327df2cfb2c3010ac1a387e9573d46ea52cac7f25db80ad8fbb41aceabf70");

    [Fact]
    public void Values_are_read_by_their_numbers()
    {
        var (values, remark) = MetaPartition.Read([.. Newer, .. Newer]);
        Assert.Equal(("addresses: []\n", "let me in", null, ""), (values.Text(MetaValues.NetworkConfig), values.Text(MetaValues.UrlCode), values.Text(MetaValues.Uuid), remark));
        Assert.Empty(MetaPartition.Read([.. Empty, .. Empty]).Values.Values);
    }

    [Fact]
    public void The_first_copy_counts_and_the_second_when_it_is_bad()
    {
        Assert.Equal("let me in", CodeOf([.. Newer, .. Older], out var remark));
        Assert.Equal("", remark);

        Assert.Equal("older", CodeOf([.. Changed(Newer, 200_000), .. Older], out remark));
        Assert.Equal("the first copy is bad (has another SHA-256 than it says): the second is used", remark);

        Assert.Equal("let me in", CodeOf([.. Newer, .. Changed(Older, 0)], out remark));
        Assert.Equal("the second copy is bad (begins with a54b3c2d, not 5a4b3c2d): the first is used", remark);

        Assert.Equal("let me in", CodeOf(Newer, out remark));
        Assert.Equal("the second copy is bad (lies beyond the end of the partition): the first is used", remark);

        Assert.Equal("older", CodeOf([.. Changed(Newer, CopySize - 1), .. Older], out remark));
        Assert.Equal("the first copy is bad (ends with a5b4c32d, not a5b4c3d2): the second is used", remark);
    }

    [Fact]
    public void A_partition_that_was_never_written_to_has_no_values_and_nothing_is_wrong_with_it() =>
        Assert.Equal((0, ""), MetaPartition.Read(new byte[MetaPartition.Size + 4096]) is var (values, remark) ? (values.Values.Count, remark) : default);

    [Fact]
    public void A_partition_that_cannot_hold_them_has_no_copies() =>
        Assert.Equal("both copies are bad: the first lies beyond the end of the partition, the second lies beyond the end of the partition",
            Assert.Throws<MetaFormatException>(() => MetaPartition.Read(Newer.AsSpan(0, 4096))).Message);

    /// <summary>Between the beginning of the first value and the hash are 262096 bytes; 0003ffce leaves two of them.</summary>
    [Theory]
    [InlineData("0000000b ffffffff 61", "both copies are bad: the first has a value 0b of 4294967295 bytes, of which 262096 are there, the second lies beyond the end of the partition")]
    [InlineData("0000000b 0003fffd 61", "both copies are bad: the first has a value 0b of 262141 bytes, of which 262096 are there, the second lies beyond the end of the partition")]
    [InlineData("0000000b 0003ffce 61", "both copies are bad: the first has no end of its values, the second lies beyond the end of the partition")]
    public void Sizes_are_not_believed(string records, string expected)
    {
        var start = Sealed(Convert.FromHexString(records.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal(expected, Assert.Throws<MetaFormatException>(() => MetaPartition.Read(start)).Message);
    }

    [Fact]
    public void Of_two_values_with_one_number_the_later_counts_and_numbers_beyond_a_byte_are_left_alone()
    {
        var copy = Sealed([.. Record(11, "first"), .. Record(0x10b, "nobody's"), .. Record(11, "second")]);
        var values = MetaPartition.Read([.. copy, .. copy]).Values;
        Assert.Equal(("second", 1), (values.Text(MetaValues.UrlCode), values.Values.Count));
    }

    /// <summary>Whatever the records are, and the checksum right: the answer is values or the codec's own error. The seed is fixed.</summary>
    [Fact]
    public void Hostile_records_never_throw_anything_else()
    {
        var random = new Random(73);
        for (var i = 0; i < 300; i++)
        {
            var records = new byte[random.Next(64)];
            random.NextBytes(records);
            for (var at = 0; at < records.Length; at++)
                if (random.Next(3) > 0)
                    records[at] = 0;
            var copy = Sealed(records);
            if (random.Next(4) == 0)
                copy[random.Next(copy.Length)] ^= 1;
            Try(copy.AsSpan(0, random.Next(10) == 0 ? random.Next(copy.Length) : copy.Length));
        }
    }

    private static void Try(ReadOnlySpan<byte> start)
    {
        try
        {
            _ = MetaPartition.Read(start);
        }
        catch (MetaFormatException)
        {
        }
    }

    private static string? CodeOf(byte[] start, out string remark)
    {
        var reading = MetaPartition.Read(start);
        remark = reading.Remark;
        return reading.Values.Text(MetaValues.UrlCode);
    }

    private static byte[] Changed(byte[] copy, int at)
    {
        var changed = (byte[])copy.Clone();
        changed[at] ^= 0xff;
        return changed;
    }
}
