namespace Modelwright.Testing;

/// <summary>File modes, where the system has them.</summary>
public static class Modes
{
    /// <summary>Whether only the owner may read and write a file, and nobody execute it (always true on Windows).</summary>
    public static bool OwnerOnly(string file) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
