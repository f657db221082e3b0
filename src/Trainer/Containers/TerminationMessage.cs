using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelwright.Trainer.Containers;

/// <summary>The few bytes that the pod's status keeps.</summary>
public sealed class TerminationMessage(string? file)
{
    /// <summary>What Kubernetes keeps.</summary>
    public const int MaxBytes = 4096;

    /// <summary>What Kubernetes and the agent show of a failure.</summary>
    public const int MaxFailureCharacters = 1024;

    private const string Default = "/dev/termination-log";

    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes to the file that the environment names, or to Kubernetes' usual one where it exists.</summary>
    public static TerminationMessage Of(IReadOnlyDictionary<string, string> variables) => new(
        variables.TryGetValue("MODELWRIGHT_TERMINATION_LOG", out var file) && file.Length > 0 ? file
        : File.Exists(Default) ? Default : null);

    /// <summary>Says what was measured.</summary>
    public void Metrics(IReadOnlyDictionary<string, double> metrics) => Write(Bytes(new { metrics }));

    /// <summary>Says what went wrong.</summary>
    public void Failure(string reason, string message)
    {
        var bytes = Bytes(new { reason, message = Short(message) });

        // 1,024 characters are at most 3,072 bytes, unless they are written as escapes of six.
        Write(bytes.Length <= MaxBytes ? bytes : Bytes(new { reason, message = Short(message)[..(MaxFailureCharacters / 2)] }));
    }

    /// <summary>A text that fits into a status.</summary>
    public static string Short(string message) => message.Length <= MaxFailureCharacters ? message : message[..MaxFailureCharacters];

    private static byte[] Bytes<T>(T content) => JsonSerializer.SerializeToUtf8Bytes(content, Json);

    private void Write(byte[] bytes)
    {
        if (file is not null) File.WriteAllBytes(file, bytes);
    }
}
