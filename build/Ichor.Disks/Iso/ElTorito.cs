using System.Buffers.Binary;

namespace Ichor.Disks;

/// <summary>The boot catalogue of a CD: which image a BIOS starts and where UEFI finds its system partition.</summary>
/// <remarks>El Torito specification 1.0, section 2; platform 0xEF is UEFI specification 13.3.2.1.</remarks>
internal static class ElTorito
{
    private const int EntrySize = 32;
    private const byte Bios = 0, Uefi = 0xEF;
    private const byte Validation = 1, Bootable = 0x88, LastSectionHeader = 0x91;
    private const ushort BiosSectors = 4;        // what the BIOS loads: cdboot.img, which loads the rest

    /// <summary>Encodes the catalogue; at least one of the two is there.</summary>
    public static byte[] Catalogue(long? biosBlock, Extent? efiSystem)
    {
        var catalogue = new byte[IsoFields.BlockSize];
        WriteValidation(catalogue, biosBlock is null ? Uefi : Bios);
        var next = catalogue.AsSpan(EntrySize);
        if (biosBlock is { } block)
        {
            WriteEntry(next, BiosSectors, block);
            next = next[EntrySize..];
        }
        if (efiSystem is { } place)
        {
            if (biosBlock is not null)
            {
                next[0] = LastSectionHeader;
                next[1] = Uefi;
                next[2] = 1;
                next = next[EntrySize..];
            }
            // The count has 16 bits; 0 for a larger one makes firmware take all up to the end of the medium.
            var sectors = place.Length / 512;
            WriteEntry(next, sectors > ushort.MaxValue ? (ushort)0 : (ushort)sectors, place.Offset / IsoFields.BlockSize);
        }
        return catalogue;
    }

    /// <summary>The "boot info table" that mkisofs patches into boot images; cdboot.img reads its own length from it.</summary>
    public static void PatchBootInformation(Span<byte> image, long ownBlock)
    {
        const int table = 8, checkedFrom = 64;
        var sum = 0u;
        for (var at = checkedFrom; at < image.Length; at += 4)
            sum += ReadPadded(image[at..]);
        BinaryPrimitives.WriteUInt32LittleEndian(image[table..], IsoLayout.FirstDescriptor);
        BinaryPrimitives.WriteUInt32LittleEndian(image[(table + 4)..], (uint)ownBlock);
        BinaryPrimitives.WriteUInt32LittleEndian(image[(table + 8)..], (uint)image.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(image[(table + 12)..], sum);
    }

    private static uint ReadPadded(ReadOnlySpan<byte> rest)
    {
        Span<byte> word = stackalloc byte[4];
        word.Clear();
        rest[..Math.Min(4, rest.Length)].CopyTo(word);
        return BinaryPrimitives.ReadUInt32LittleEndian(word);
    }

    private static void WriteValidation(Span<byte> entry, byte platform)
    {
        entry[0] = Validation;
        entry[1] = platform;
        entry[30] = 0x55;
        entry[31] = 0xAA;
        var sum = 0;
        for (var at = 0; at < EntrySize; at += 2)
            sum += BinaryPrimitives.ReadUInt16LittleEndian(entry[at..]);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[28..], (ushort)-sum);    // all words add up to zero
    }

    private static void WriteEntry(Span<byte> entry, ushort sectors, long block)
    {
        entry[0] = Bootable;       // media type 0 behind it: no emulation
        BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], sectors);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], (uint)block);
    }
}
