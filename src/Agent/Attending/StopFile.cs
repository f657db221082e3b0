using Modelwright.Agent.Metrics;

namespace Modelwright.Agent.Attending;

/// <summary>The file whose being there asks the training container to stop.</summary>
internal sealed class StopFile(string path)
{
    private const int MaxReason = 1024;
    private readonly Lock gate = new();

    /// <summary>Writes the reason, whole or not at all; the first one stays. Says what went wrong, or null.</summary>
    public string? Write(string reason)
    {
        lock (gate)
        {
            try
            {
                if (File.Exists(path)) return null;
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                var partial = path + ".partial";
                File.WriteAllText(partial, Warnings.Shown(reason, MaxReason));
                File.Move(partial, path, overwrite: true);
                return null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return $"the stop file cannot be written: {e.Message}";
            }
        }
    }
}
