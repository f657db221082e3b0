using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace Modelwright.Trainer.Processes;

/// <summary>
/// Makes training give the same bytes on every x86-64 processor. Vector width and fused multiply-add change the order and rounding of
/// sums, and with them a trained weight's last bits; so the program replaces itself with one in which .NET and the C library use the
/// instructions that every processor has. On systems other than Linux it does nothing (ADR 0052).
/// </summary>
internal static class ReproducibleArithmetic
{
    // Whoever sets the first one has decided; then nothing is changed. See docs/design/features in dotnet/runtime and glibc's manual.
    private const string Decisive = "DOTNET_EnableHWIntrinsic";

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        [Decisive] = "0",
        ["GLIBC_TUNABLES"] = "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F",
    };

    /// <summary>Replaces this process (same id, arguments and streams) unless that is done, or the user has set the variable.</summary>
    public static void Ensure()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Decisive) is not null) return;
        var program = File.ResolveLinkTarget("/proc/self/exe", returnFinalTarget: true)?.FullName;
        var arguments = File.ReadAllText("/proc/self/cmdline", Encoding.UTF8).TrimEnd('\0').Split('\0');
        if (program is null) return;

        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(v => !Settings.ContainsKey((string)v.Key))
            .Select(v => $"{v.Key}={v.Value}")
            .Concat(Settings.Select(s => $"{s.Key}={s.Value}"));

        // Returns only when it fails; then training goes on with the processor's own arithmetic.
        _ = Execute(program, [.. arguments, null], [.. environment, null]);
        Console.Error.WriteLine("train: could not restart with portable arithmetic; the model's last bits depend on this processor");
    }

    [DllImport("libc", EntryPoint = "execve", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string program,
        [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] arguments,
        [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] environment);
}
