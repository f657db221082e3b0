using System.Security.Cryptography;
using System.Text.Json;
using Modelwright.Trainer.Algorithms;

namespace Modelwright.Trainer.Containers;

/// <summary>The latest state of learning in one file, replaced by rename. What is not whole or not ours is as good as nothing.</summary>
public sealed class CheckpointFile(string folder) : ICheckpoints
{
    private const long MaxBytes = 1024L * 1024 * 1024;

    private readonly string _file = Path.Combine(folder, "trainer-checkpoint.json");

    /// <inheritdoc />
    public Checkpoint? Latest(string learning)
    {
        if (new FileInfo(_file) is not { Exists: true, Length: <= MaxBytes }) return null;
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(_file), JsonSerializerOptions.Web);
            return content is { Iteration: > 0, State: { } state } && content.Learning == learning && content.Digest == Digest(state)
                ? new Checkpoint(content.Iteration, state)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Keep(string learning, Checkpoint checkpoint)
    {
        Directory.CreateDirectory(folder);
        var unfinished = _file + ".partial";
        File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(
            new Content(learning, checkpoint.Iteration, Digest(checkpoint.State), checkpoint.State), JsonSerializerOptions.Web));
        File.Move(unfinished, _file, overwrite: true);
    }

    private static string Digest(byte[] state) => Convert.ToHexStringLower(SHA256.HashData(state));

    private sealed record Content(string? Learning, int Iteration, string? Digest, byte[]? State);
}
