using System.Buffers.Binary;

namespace Ichor.Disks;

/// <summary>The blocks from 16 on that tell what the volume is (ECMA-119 8).</summary>
internal static class IsoDescriptors
{
    private const byte BootRecordType = 0, PrimaryType = 1, TerminatorType = 255;

    public static byte[] Primary(IsoLayout layout, string label, DateTimeOffset time)
    {
        var block = Descriptor(PrimaryType);
        var at = (int offset, int length) => new Memory<byte>(block, offset, length);
        IsoFields.Text(at(8, 32).Span, "");                    // system
        IsoFields.Text(at(40, 32).Span, label);
        IsoFields.BothUInt32(at(80, 8).Span, layout.Length / IsoFields.BlockSize);
        IsoFields.BothUInt16(at(120, 4).Span, 1);              // volumes in the set
        IsoFields.BothUInt16(at(124, 4).Span, 1);              // number of this one
        IsoFields.BothUInt16(at(128, 4).Span, IsoFields.BlockSize);
        IsoFields.BothUInt32(at(132, 8).Span, layout.PathTableLength);
        BinaryPrimitives.WriteUInt32LittleEndian(at(140, 4).Span, (uint)layout.LittleEndianPathTable);
        BinaryPrimitives.WriteUInt32BigEndian(at(148, 4).Span, (uint)layout.BigEndianPathTable);
        layout.Directories[0].OwnRecord(time).CopyTo(block, 156);
        IsoFields.Text(at(190, 4 * 128 + 3 * 37).Span, "");    // volume set, publisher, preparer, application; three file names
        IsoFields.LongTime(at(813, 17).Span, time);            // created
        IsoFields.LongTime(at(830, 17).Span, time);            // modified
        IsoFields.LongTime(at(847, 17).Span, null);            // expires
        IsoFields.LongTime(at(864, 17).Span, null);            // effective
        block[881] = 1;                                        // version of the directory structure
        return block;
    }

    /// <summary>El Torito specification 2.0: points at the boot catalogue.</summary>
    public static byte[] BootRecord(long catalogue)
    {
        var block = Descriptor(BootRecordType);
        "EL TORITO SPECIFICATION"u8.CopyTo(block.AsSpan(7));
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(0x47), (uint)catalogue);
        return block;
    }

    public static byte[] Terminator() => Descriptor(TerminatorType);

    /// <summary>All directories, for readers that look a path up without walking (ECMA-119 9.4).</summary>
    public static byte[] PathTable(IReadOnlyList<IsoDirectory> directories, bool littleEndian)
    {
        using var table = new MemoryStream();
        Span<byte> number = stackalloc byte[6];
        for (var i = 0; i < directories.Count; i++)
        {
            var directory = directories[i];
            var parent = (ushort)(1 + IndexOf(directories, directory.Parent));
            var name = i == 0 ? IsoDirectory.Self : directory.Identifier;
            if (littleEndian)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(number, (uint)directory.Block);
                BinaryPrimitives.WriteUInt16LittleEndian(number[4..], parent);
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(number, (uint)directory.Block);
                BinaryPrimitives.WriteUInt16BigEndian(number[4..], parent);
            }
            table.WriteByte((byte)name.Length);
            table.WriteByte(0);
            table.Write(number);
            table.Write(System.Text.Encoding.ASCII.GetBytes(name));
            if (name.Length % 2 != 0)
                table.WriteByte(0);
        }
        return table.ToArray();
    }

    private static int IndexOf(IReadOnlyList<IsoDirectory> directories, IsoDirectory wanted)
    {
        for (var i = 0; ; i++)
            if (ReferenceEquals(directories[i], wanted))
                return i;
    }

    private static byte[] Descriptor(byte type)
    {
        var block = new byte[IsoFields.BlockSize];
        block[0] = type;
        "CD001"u8.CopyTo(block.AsSpan(1));
        block[6] = 1;
        return block;
    }
}
