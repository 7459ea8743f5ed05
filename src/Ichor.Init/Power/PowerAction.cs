namespace Ichor.Init.Power;

/// <summary>How the machine is left.</summary>
enum PowerAction { PowerOff, Reboot, Halt }
