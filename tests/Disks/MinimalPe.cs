using System.Buffers.Binary;
using System.Text;

namespace Ichor.Disks.Tests;

/// <summary>A stub for kernel images that fits on a screen: PE32+ with one section of code that returns.</summary>
internal static class MinimalPe
{
    public const int SectionAddress = 0x4000;

    public static byte[] Create()
    {
        var file = new byte[0x600];
        "MZ"u8.CopyTo(file);
        Put(file, 0x3C, 0x80);
        "PE\0\0"u8.CopyTo(file.AsSpan(0x80));
        Put(file, 0x84, 0x0001_8664);                  // AMD64, one section
        Put(file, 0x88, 0x12345678);                   // a time that must not survive
        Put(file, 0x94, 0x0206_00F0);                  // optional header of 240 bytes; executable, line numbers stripped
        var optional = file.AsSpan(0x98);
        BinaryPrimitives.WriteUInt16LittleEndian(optional, 0x20B);
        Put(optional, 16, SectionAddress);             // entry point
        Put(optional, 32, 0x200);                      // section alignment, as in systemd's stub
        Put(optional, 36, 0x200);
        Put(optional, 56, SectionAddress + 0x200);
        Put(optional, 60, 0x400);
        Put(optional, 64, 0xBAD);                      // checksum
        BinaryPrimitives.WriteUInt16LittleEndian(optional[68..], 10);   // EFI application
        Put(optional, 108, 16);
        Put(optional, 112 + 4 * 8, 0x1000);            // a signature that must not survive
        var section = file.AsSpan(0x98 + 240);
        Encoding.ASCII.GetBytes(".text", section);
        Put(section, 8, 1);
        Put(section, 12, SectionAddress);
        Put(section, 16, 0x200);
        Put(section, 20, 0x400);
        Put(section, 36, 0x60000020);
        file[0x400] = 0xC3;
        return file;
    }

    private static void Put(Span<byte> at, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(at[offset..], value);
}
