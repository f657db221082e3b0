using System.Runtime.InteropServices;

namespace Modelwright.ModelServer.Native;

/// <summary>
/// Sets environment variables that native libraries of this process see. On Unix <see cref="Environment.SetEnvironmentVariable(string,
/// string?)"/> changes only .NET's own copy.
/// </summary>
internal static partial class NativeEnvironment
{
    /// <summary>
    /// Keeps ONNX Runtime from gathering and sending usage data, which its packages do by default. Must come before the first use of it.
    /// </summary>
    public static void DisableOnnxRuntimeTelemetry()
    {
        const string Name = "ORT_DISABLE_TELEMETRY";
        Environment.SetEnvironmentVariable(Name, "1");
        if (!OperatingSystem.IsWindows() && SetVariable(Name, "1", 1) != 0)
            throw new InvalidOperationException($"cannot set {Name}: error {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
