using Modelwright.Agent.Files;

namespace Modelwright.Agent.Outputs;

/// <summary>
/// The folder that a training container writes to. What it put there is taken only if it is a plain file at that very place: no link, pipe
/// or device, which could lead elsewhere or never end.
/// </summary>
internal sealed class OutputFolder(string path)
{
    private static readonly string[] Expected = ["model", "artifacts"];

    private const UnixFileMode Everyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The folder's path without links.</summary>
    public string RealPath { get; } = Sources.RealPath.Resolve(path);

    /// <summary>
    /// Makes the folders that a container may count on, before it starts, so that a script can write into them at once. It may run as
    /// another user than the agent.
    /// </summary>
    public static void Prepare(string path)
    {
        foreach (var folder in Expected.Select(name => Path.Combine(path, name)))
        {
            if (Path.Exists(folder)) continue;
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, Everyone);
        }
    }

    /// <summary>The file, or null with no problem when there is none, or with what is wrong with it.</summary>
    /// <param name="relative">Names between <c>/</c>.</param>
    /// <param name="problem">The end of a sentence that begins with the file's name.</param>
    public FoundFile? Find(string relative, out string? problem)
    {
        problem = null;
        var expected = Path.Combine(RealPath, relative);
        FoundFile? found = null;
        try
        {
            if (new FileInfo(expected).LinkTarget is not null)
            {
                problem = "is a symbolic link; write the file itself";
                return null;
            }

            found = FoundFile.At(expected);
            if (found is null) return null;
            problem = found.RealPath != expected ? "lies behind a symbolic link; write the file itself"
                : found.Status.IsFolder ? "is a folder; write a file"
                : !found.Status.IsRegular ? "is a pipe, socket or device; write a plain file"
                : null;
            return problem is null ? found : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be looked at: {e.Message}";
            return null;
        }
        finally
        {
            if (problem is not null) found?.Dispose();
        }
    }

    /// <summary>The beginning of a file as text, or null when there is none.</summary>
    public string? Beginning(string relative, int maxBytes, out string? problem)
    {
        using var found = Find(relative, out problem);
        if (found is null) return null;
        try
        {
            using var stream = found.Read();
            var bytes = new byte[maxBytes];
            return System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, stream.ReadAtLeast(bytes, maxBytes, throwOnEndOfStream: false)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be read: {e.Message}";
            return null;
        }
    }
}
