using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Ichor.House.Tests;

/// <summary>What a compiled assembly calls outside itself, read from its metadata.</summary>
internal static class Calls
{
    /// <summary>Every member reference as <c>Namespace.Type.Member</c>.</summary>
    public static IReadOnlyList<string> Of(string assembly)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return
        [
            .. from handle in metadata.MemberReferences
               let member = metadata.GetMemberReference(handle)
               let type = TypeOf(metadata, member.Parent)
               where type is not null
               select $"{type}.{metadata.GetString(member.Name)}",
        ];
    }

    /// <summary>Native functions that the assembly declares.</summary>
    public static IReadOnlyList<string> NativeOf(string assembly)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return
        [
            .. from handle in metadata.MethodDefinitions
               let method = metadata.GetMethodDefinition(handle)
               where !method.GetImport().Module.IsNil
               select metadata.GetString(method.Name),
        ];
    }

    private static string? TypeOf(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeSpecification)      // an instance of a generic type: its name is the first one in the blob
            return GenericTypeOf(metadata, (TypeSpecificationHandle)parent);
        if (parent.Kind != HandleKind.TypeReference)
            return null;
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    private static string? GenericTypeOf(MetadataReader metadata, TypeSpecificationHandle parent)
    {
        var blob = metadata.GetBlobReader(metadata.GetTypeSpecification(parent).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;
        blob.ReadCompressedInteger();                         // class or value type
        return TypeOf(metadata, blob.ReadTypeHandle());
    }
}
