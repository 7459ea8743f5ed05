namespace Ichor.Lab.Machines;

/// <summary>Where distributions put OVMF.</summary>
static class Uefi
{
    static readonly (string Code, string Variables)[] Known =
    [
        ("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"),
        ("/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd"),
        ("/usr/share/edk2/x64/OVMF_CODE.4m.fd", "/usr/share/edk2/x64/OVMF_VARS.4m.fd"),
    ];

    public static string Code => Found.Code;

    public static string Variables => Found.Variables;

    static (string Code, string Variables) Found =>
        Known.FirstOrDefault(pair => File.Exists(pair.Code) && File.Exists(pair.Variables)) is { Code: not null } found
            ? found
            : throw new LabException("UEFI firmware is missing: install the package ovmf");
}
