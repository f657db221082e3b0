using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Modelwright.Trainer.Tests;

/// <summary>ONNX Runtime reports usage unless the C environment says otherwise before its library is loaded.</summary>
internal static class OnnxRuntimeTelemetry
{
    [ModuleInitializer]
    internal static void Disable()
    {
        if (!OperatingSystem.IsWindows()) _ = SetEnvironment("ORT_DISABLE_TELEMETRY", "1", 1);
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
